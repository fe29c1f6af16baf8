namespace ActorSync.Tests.Simulation;

/// <summary>What must never happen, and has.</summary>
/// <param name="Rule">The rule of the specification.</param>
/// <param name="What">What was seen.</param>
internal sealed record Violation(string Rule, string What)
{
    public override string ToString() => $"{Rule}: {What}";
}
