namespace ActorSync.Node.Load;

/// <summary>Whether something that must hold did.</summary>
/// <param name="Name">What must hold.</param>
/// <param name="Found">What was found, in one line.</param>
internal sealed record StepVerdict(string Name, bool IsRight, string Found);
