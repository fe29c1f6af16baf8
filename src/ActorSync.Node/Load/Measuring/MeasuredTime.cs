namespace ActorSync.Node.Load;

/// <summary>One time that was measured of one submission.</summary>
/// <param name="Label">Which of the <see cref="Timings"/> it is in, in the words of the JSON result.</param>
/// <param name="From">When it began.</param>
/// <param name="Took">How long it was; below zero for a call before its `notBefore`.</param>
internal readonly record struct MeasuredTime(string Label, LoadSample Sample, DateTimeOffset From, TimeSpan Took)
{
    public const string Receiver = "receiver";
    public const string FromStart = "fromStart";
    public const string Accept = "accept";
    public const string Drift = "drift";
    public const string Release = "release";

    /// <summary>All that were measured in a step. See <see cref="Timings"/> for what each is.</summary>
    public static IReadOnlyList<MeasuredTime> Of(StepWatch watch, LoadNames names)
    {
        var answered = watch.Samples.Where(s => s.SentAt is not null).ToArray();
        var called = answered.Where(s => s is { Item.IsCopy: false, TookEffect: not null }).ToArray();
        var free = called.Where(s => s is { NotBefore: null, Item.Kind: not LoadItemKind.GatedSub }).ToArray();
        var start = answered.Min(s => s.SentAt);
        return
        [
            .. free.Select(s => Between(Receiver, s, s.SentAt!.Value, s.TookEffect!.Value)),
            .. free.Select(s => Between(FromStart, s, start!.Value, s.TookEffect!.Value)),
            .. answered.Select(s => Between(Accept, s, s.SentAt!.Value, s.AnsweredAt)),
            .. called.Where(s => s.NotBefore > s.AnsweredAt).Select(s => Between(Drift, s, s.NotBefore!.Value, s.FirstCall!.Value)),
            .. Releases(watch, names, called),
        ];
    }

    /// <summary>Of those subs alone that the node held before their main was acknowledged.</summary>
    private static IEnumerable<MeasuredTime> Releases(StepWatch watch, LoadNames names, LoadSample[] called)
    {
        var mains = called.Where(s => s.Item.Kind is LoadItemKind.Main).ToDictionary(s => s.Item.Account);
        foreach (var sub in called.Where(s => s.Item is { Sub: > 0, Kind: LoadItemKind.GatedSub or LoadItemKind.Sub }))
            if (mains.TryGetValue(sub.Item.Account, out var main)
                && main.Acknowledged is { } done && sub.AnsweredAt < done && sub.FirstCall is { } call && call >= done)
                yield return Between(Release, sub, watch.EndedBefore(names.Account(sub.Item.Account), call) ?? done, call);
    }

    private static MeasuredTime Between(string label, LoadSample sample, DateTimeOffset from, DateTimeOffset to) =>
        new(label, sample, from, to - from);
}
