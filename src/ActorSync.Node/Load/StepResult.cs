namespace ActorSync.Node.Load;

/// <summary>How one step went.</summary>
internal sealed record StepResult
{
    private const int Moments = 60;

    /// <summary>Submissions sent, repetitions included.</summary>
    public required int Size { get; init; }

    /// <summary>Submissions by what their receipts say.</summary>
    public required IReadOnlyDictionary<string, int> Receipts { get; init; }

    /// <summary>Rows of the registration log by status.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>Submissions that have come to an end, repetitions included: neither refused nor open nor parked.</summary>
    public required int Finished { get; init; }

    /// <summary>Calls to the receiver.</summary>
    public required int Calls { get; init; }

    public required int FailedCalls { get; init; }

    /// <summary>From the first batch sent to the receiver's last acknowledgement.</summary>
    public required TimeSpan Took { get; init; }

    public required Timings Timings { get; init; }

    /// <summary>Submissions that the receiver had acknowledged, at evenly spread moments of <see cref="Took"/>.</summary>
    public required IReadOnlyList<int> Progress { get; init; }

    public required IReadOnlyList<StepVerdict> Verdicts { get; init; }

    /// <summary>What ended it before everything had an outcome; null: nothing.</summary>
    public Exception? Interruption { get; init; }

    /// <summary>The same in words.</summary>
    public string? Interrupted => Interruption is OperationCanceledException ? "cancelled" : Interruption?.Message;

    public double ErrorPercent => Calls == 0 ? 0 : 100.0 * FailedCalls / Calls;

    /// <summary>Submissions finished, a second.</summary>
    public double Throughput => Took > TimeSpan.Zero ? Finished / Took.TotalSeconds : 0;

    public bool IsRight => Interruption is null && Verdicts.All(v => v.IsRight);

    public static StepResult Of(
        StepWatch watch, IReadOnlyDictionary<string, LoadOutcome> outcomes, IReadOnlyList<StepVerdict> verdicts)
    {
        var start = watch.Samples.Min(s => s.SentAt) ?? watch.Start;
        var times = watch.Samples.Where(s => s.Acknowledged is not null).Select(s => s.Acknowledged!.Value - start).Order().ToArray();
        var took = times.Length == 0 ? TimeSpan.Zero : times[^1];
        return new()
        {
            Size = watch.Samples.Length,
            Receipts = Tally(watch.Samples.Select(s => s.Receipt ?? "unanswered")),
            Outcomes = Tally(outcomes.Values.Select(o => o.Status)),
            Finished = watch.Samples.Count(s => s.Receipt is not (null or "refused")
                && outcomes.GetValueOrDefault(s.Id) is { IsOpen: false, IsParked: false }),
            Calls = watch.Calls,
            FailedCalls = watch.FailedCalls,
            Took = took,
            Timings = Timings.Of(watch.Measured()),
            Progress = [.. Enumerable.Range(0, Moments + 1).Select(i => times.Count(t => t <= took * i / Moments))],
            Verdicts = verdicts,
        };
    }

    private static SortedDictionary<string, int> Tally(IEnumerable<string> words) =>
        new(words.CountBy(w => w).ToDictionary(w => w.Key, w => w.Value), StringComparer.Ordinal);
}
