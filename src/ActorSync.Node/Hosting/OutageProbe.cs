using ActorSync.Delivering;

namespace ActorSync.Node.Hosting;

/// <summary>
/// Finds out that a party is back which nobody calls any more, since all that there was for it has used up its attempts: one of
/// those is tried again (R26). When that works the outage is over, and the others get their second chance.
/// </summary>
/// <remarks>
/// It goes on as long as the outage does, by turns, so that no delivery is given up for having been the one. It slows down as
/// attempts add up, for the sake of a party that is gone for good and of a lone record that it cannot digest: nobody can tell
/// these from an outage. Each try is a whole round of the link's max-attempts, with its back-off.
/// </remarks>
/// <param name="loads">How busy the ways to the parties are.</param>
internal sealed class OutageProbe(Exhausted exhausted, Func<IEnumerable<PartyLoad>> loads, TimeProvider time, ILogger logger) : Background
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a party has not been called, though it could be, before the log is asked.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);

    /// <summary>How long the log is left alone when there was nothing to try.</summary>
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(1);

    /// <summary>How long a party is not called before a delivery is tried, for each attempt that it has had, up to the longest.</summary>
    private static readonly TimeSpan PerAttempt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<PartyId, Silence> _silences = [];

    protected override async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellation);
            await RunOnce(cancellation);
        }
    }

    /// <summary>Looks at every party.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        foreach (var load in loads().ToList())
            if (ForsakenIn(load) is not { } outage) _silences.Remove(load.Party);
            else if (!_silences.TryGetValue(load.Party, out var silence) || silence.Outage != outage)
                _silences[load.Party] = new(outage, time.GetTimestamp(), FirstLook);
            else if (time.GetElapsedTime(silence.Began) is var lasted && lasted >= silence.LookAfter)
                _silences[load.Party] = silence with { LookAfter = await Probe(outage, lasted, cancellation) };
    }

    /// <returns>The outage of a party that could be called and is not; else null.</returns>
    private static Outage? ForsakenIn(PartyLoad load) =>
        load is { InFlight: 0, Waiting: 0 } && !(load.OpenFor > TimeSpan.Zero) ? load.Outage : null;

    /// <returns>How long the silence has to last before it is looked at again.</returns>
    private async Task<TimeSpan> Probe(Outage outage, TimeSpan silence, CancellationToken cancellation)
    {
        try
        {
            // Of a large crowd the newest are enough to take turns.
            var row = await exhausted.In(outage, cancellation).Take(LogFilter.MaxLimit)
                .MinByAsync(r => r.Status.Attempts, cancellationToken: cancellation);
            if (row is null) return silence + NextLook;
            if (silence < PauseOf(row)) return PauseOf(row);
            if (await exhausted.IsRetrying(outage.Party, cancellation)) return silence + NextLook;
            if (await exhausted.Retry(row, $"to see whether {outage.Party} works again", cancellation))
                Log.Probed(logger, outage.Party.Value, row.Submission);
            // Its call ends this silence; only when none came of it does the next look matter.
            return silence + NextLook;
        }
        catch (StoreUnavailableException e)
        {
            Log.NotTriedAgain(logger, outage.Party.Value, e.Message);
            return silence + FirstLook;
        }
    }

    private static TimeSpan PauseOf(LogEntry row)
    {
        var pause = PerAttempt * (row.Status.Attempts ?? 0);
        return pause < Longest ? pause : Longest;
    }

    /// <summary>A time in which nobody calls a party that could be called.</summary>
    /// <param name="Outage">As it was when the silence began: it goes on by calls only.</param>
    /// <param name="Began">As the clock that only goes forward has it.</param>
    /// <param name="LookAfter">How long it has to last before the log is asked.</param>
    private sealed record Silence(Outage Outage, long Began, TimeSpan LookAfter);
}
