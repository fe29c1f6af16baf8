namespace ActorSync.Node.Load;

/// <summary>How a run went.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Started">When it began.</param>
/// <param name="Target">Which node, for people.</param>
/// <param name="Steps">In the order in which they ran.</param>
internal sealed record LoadResult(LoadSettings Settings, DateTimeOffset Started, string Target, IReadOnlyList<StepResult> Steps)
{
    public bool IsRight => Steps.All(s => s.IsRight);
}
