namespace ActorSync.Node.Load;

/// <summary>Whether something that must hold did.</summary>
/// <param name="Name">What must hold.</param>
/// <param name="Found">What was found, in one line.</param>
internal sealed record Verdict(string Name, bool IsRight, string Found);
