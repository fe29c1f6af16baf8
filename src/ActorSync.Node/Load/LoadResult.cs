namespace ActorSync.Node.Load;

/// <summary>How a run went.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Started">When it began.</param>
/// <param name="Ended">When it was over.</param>
/// <param name="Target">Which node, for people.</param>
/// <param name="Steps">In the order in which they ran; at least one. After one that was interrupted there is none.</param>
internal sealed record LoadResult(
    LoadSettings Settings, DateTimeOffset Started, DateTimeOffset Ended, string Target, IReadOnlyList<StepResult> Steps)
{
    /// <summary>What ended the run early; null: nothing.</summary>
    public Exception? Interruption => Steps[^1].Interruption;

    public bool IsRight => Steps.All(s => s.IsRight);
}
