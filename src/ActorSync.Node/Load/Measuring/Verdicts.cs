using ActorSync.Node.Simulation;

namespace ActorSync.Node.Load;

/// <summary>Judges a step when it is over.</summary>
/// <param name="watch">What was seen of it.</param>
/// <param name="names">Its names.</param>
/// <param name="outcomes">By id, as the node tells.</param>
/// <param name="echoes">What became of the receiver's reports in the step; null: it makes none.</param>
internal sealed class Verdicts(StepWatch watch, LoadNames names, IReadOnlyDictionary<string, LoadOutcome> outcomes, EchoCounts? echoes)
{
    /// <summary>Reasons that a verdict quotes; the first ones are enough to know where to look.</summary>
    private const int ReasonsQuoted = 3;

    /// <summary>The node's clock and this one may differ a little.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(50);

    private static readonly ViolationKind[] OfOrder = [ViolationKind.SubBeforeMain, ViolationKind.OlderRevision, ViolationKind.Overlap];
    private static readonly ViolationKind[] OfEffect = [ViolationKind.KeyReused, ViolationKind.RepeatedEffect];

    /// <param name="held">Revisions that the receiver holds, by `account|meeting`.</param>
    /// <param name="callsBack">Calls to the reporter; null: they cannot be seen.</param>
    public IReadOnlyList<StepVerdict> All(IReadOnlyDictionary<string, long> held, long? callsBack) =>
    [
        Order(), NotBefore(), Effect(), Outcome(), Parked(), Arrival(held), Records(held),
        .. echoes is { } e ? [Echoed(e)] : Array.Empty<StepVerdict>(),
        .. callsBack is { } calls
            ? [new StepVerdict("no echo comes back to the reporter", calls == 0, $"{calls} calls to the reporter")]
            : Array.Empty<StepVerdict>(),
    ];

    /// <summary>Those that hold or not wherever a step breaks off.</summary>
    public IReadOnlyList<StepVerdict> OfInterrupted() => [Order(), NotBefore(), Effect()];

    private StepVerdict Order() => Count("order at the receiver", watch.Violations(OfOrder), "violations");

    private StepVerdict NotBefore() => Count("nothing left before its notBefore",
        watch.Samples.Count(s => s.FirstCall < s.NotBefore - ClockTolerance), "called too early");

    private StepVerdict Effect()
    {
        var doubled = watch.Samples.Count(s => s.Effects > 1);
        var found = watch.Violations(OfEffect);
        var rekeyed = watch.Samples.Sum(s => s.OtherKeys);
        return new("one effect for each idempotency key", doubled + found + watch.WithoutKey + rekeyed == 0,
            $"{doubled} submissions with more than one effect, {found} violations, {watch.WithoutKey} calls without a key, "
                + $"{rekeyed} calls under another key than the first");
    }

    /// <summary>A repetition under the same id leaves no row: its receipt is its outcome.</summary>
    private StepVerdict Outcome()
    {
        var unanswered = watch.Samples.Count(s => s.Receipt is null);
        var refused = watch.Samples.Count(s => s.Receipt is "refused");
        var missing = watch.Samples.Count(s => s.Receipt is not (null or "refused") && !outcomes.ContainsKey(s.Id));
        var open = outcomes.Values.Count(o => o.IsOpen);
        return new("an outcome for each input", unanswered + refused + missing + open == 0, WithReasons(
            $"{watch.Samples.Length - unanswered - refused - missing} of {watch.Samples.Length} known, {open} open, "
                + $"{refused} refused, {unanswered} unanswered", watch.Refusals));
    }

    /// <summary>What is parked has an outcome and has not arrived: a run that ends so is not right.</summary>
    private StepVerdict Parked()
    {
        var parked = outcomes.Values.Where(o => o.IsParked).ToArray();
        return new("nothing is parked", parked.Length == 0,
            WithReasons($"{parked.Length} parked or in conflict", parked.Select(o => o.Reason).OfType<string>()));
    }

    /// <summary>
    /// A call that hangs has acted long before it ends, and an echo may have confirmed it: what is held was taken over, too.
    /// </summary>
    private StepVerdict Arrival(IReadOnlyDictionary<string, long> held) => Count("what is done was taken over",
        watch.Samples.Count(s => !s.Item.IsCopy && !s.Reached && Held(held, s.Item.Account, s.Item.Sub) != s.Item.Revision
            && outcomes.GetValueOrDefault(s.Id) is { Status: "done" }),
        "are done, and the receiver never saw them");

    /// <summary>Each registration is held as reported last, or not at all if cancelled. What is parked is a person's business.</summary>
    private StepVerdict Records(IReadOnlyDictionary<string, long> held)
    {
        var parked = watch.Samples.Where(s => outcomes.GetValueOrDefault(s.Id) is { IsParked: true })
            .Select(s => s.Item.Account).ToHashSet();
        var wrong = watch.Samples.Where(s => !s.Item.IsCopy && !parked.Contains(s.Item.Account)).GroupBy(s => (s.Item.Account, s.Item.Sub))
            .Count(r => Held(held, r.Key.Account, r.Key.Sub) != Newest(r));
        return Count("the receiver holds what was reported last", wrong, "registrations differ");
    }

    private static StepVerdict Echoed(EchoCounts e) => new("each echo is taken in", e.Refused + e.Dropped + e.Open == 0,
        $"{e.Taken + e.Refused} sent, {e.Taken} taken, {e.Refused} refused, {e.Dropped} dropped, {e.Open} open");

    /// <returns>Zero: none is held.</returns>
    private long Held(IReadOnlyDictionary<string, long> held, int account, int sub) =>
        held.GetValueOrDefault($"{names.Account(account)}|{names.Meeting(sub)}");

    /// <summary>Zero: none is to be held.</summary>
    private static long Newest(IEnumerable<LoadSample> reports) =>
        reports.Any(s => s.Item.Kind is LoadItemKind.Cancel) ? 0 : Workload.NewestRevision;

    private static string WithReasons(string found, IEnumerable<string> reasons) =>
        string.Join("; ", reasons.Distinct().Take(ReasonsQuoted).Prepend(found));

    private static StepVerdict Count(string name, long count, string what) => new(name, count == 0, $"{count} {what}");
}
