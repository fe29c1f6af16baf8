namespace ActorSync.Node.Configuration;

/// <summary>Where events and the registration log are.</summary>
internal sealed record StoreSettings(string Path);
