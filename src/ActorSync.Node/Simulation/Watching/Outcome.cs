namespace ActorSync.Node.Simulation;

/// <summary>How a call ends.</summary>
/// <param name="Status">Zero: the connection is cut.</param>
/// <param name="Detail">Explains a refusal; null: there is nothing to explain.</param>
internal readonly record struct Outcome(int Status, CallResult Result, string? Detail = null)
{
    public static readonly Outcome CutBefore = new(0, CallResult.CutBefore);
    public static readonly Outcome CutAfter = new(0, CallResult.CutAfter);

    /// <summary>Decided on the record itself, so that a repeat gets the same answer; a refusal by order may go through later.</summary>
    public bool IsFinal => Result is CallResult.TookOver or CallResult.Cancelled or CallResult.Absent;

    public bool IsCut => Result is CallResult.CutBefore or CallResult.CutAfter;
}
