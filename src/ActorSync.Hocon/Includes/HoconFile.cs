namespace ActorSync.Hocon;

/// <summary>A file's text under the name by which it is known: the same file has the same name, however it was reached.</summary>
public sealed record HoconFile(string Name, string Text);
