namespace ActorSync.Node.Load;

/// <summary>How long things took in one step.</summary>
/// <param name="Receiver">
/// From sending a submission to the call that the receiver acted on, for what was free to leave: what waited for its
/// `notBefore` or for a main registration that was sent later is in the others.
/// </param>
/// <param name="FromStart">
/// From the step's first batch to the call, for the same submissions: what waited to be sent, because batches before it were
/// answered late, has waited, too.
/// </param>
/// <param name="Accept">From sending a batch to its answer, for each of its lines.</param>
/// <param name="Drift">From `notBefore` to the call.</param>
/// <param name="Release">
/// From the acknowledgement that a waiting sub-meeting registration waited for, its main's or that of the account's call
/// before it, to its own call.
/// </param>
internal sealed record Timings(Summary Receiver, Summary FromStart, Summary Accept, Summary Drift, Summary Release)
{
    public static Timings Of(IReadOnlyList<MeasuredTime> measured)
    {
        Summary Summarised(string label) => Summary.Of(measured.Where(m => m.Label == label).Select(m => m.Took));
        return new(
            Summarised(MeasuredTime.Receiver), Summarised(MeasuredTime.FromStart), Summarised(MeasuredTime.Accept),
            Summarised(MeasuredTime.Drift), Summarised(MeasuredTime.Release));
    }
}
