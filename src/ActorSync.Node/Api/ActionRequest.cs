namespace ActorSync.Node.Api;

/// <summary>An operator's action on one submission, as it was asked for.</summary>
internal sealed record ActionRequest(string By, string Why, string? To, string? Subs, JsonData? Data);
