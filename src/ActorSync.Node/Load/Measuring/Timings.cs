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
    public static Timings Of(StepWatch watch, LoadNames names)
    {
        var answered = watch.Samples.Where(s => s.SentAt is not null).ToArray();
        var called = answered.Where(s => s is { Item.IsCopy: false, TookEffect: not null }).ToArray();
        var free = called.Where(s => s is { NotBefore: null, Item.Kind: not LoadItemKind.GatedSub }).ToArray();
        var start = answered.Min(s => s.SentAt);
        return new(
            Summary.Of(free.Select(s => s.TookEffect!.Value - s.SentAt!.Value)),
            Summary.Of(free.Select(s => s.TookEffect!.Value - start!.Value)),
            Summary.Of(answered.Select(s => s.AnsweredAt - s.SentAt!.Value)),
            Summary.Of(called.Where(s => s.NotBefore > s.AnsweredAt).Select(s => s.FirstCall!.Value - s.NotBefore!.Value)),
            Summary.Of(Releases(watch, names, called)));
    }

    /// <summary>Of those subs alone that the node held before their main was acknowledged.</summary>
    private static IEnumerable<TimeSpan> Releases(StepWatch watch, LoadNames names, LoadSample[] called)
    {
        var mains = called.Where(s => s.Item.Kind is LoadItemKind.Main).ToDictionary(s => s.Item.Account);
        foreach (var sub in called.Where(s => s.Item is { Sub: > 0, Kind: LoadItemKind.GatedSub or LoadItemKind.Sub }))
            if (mains.TryGetValue(sub.Item.Account, out var main)
                && main.Acknowledged is { } done && sub.AnsweredAt < done && sub.FirstCall >= done)
                yield return sub.FirstCall.Value - (watch.EndedBefore(names.Account(sub.Item.Account), sub.FirstCall.Value) ?? done);
    }
}
