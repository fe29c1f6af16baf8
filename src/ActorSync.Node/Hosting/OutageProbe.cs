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
/// A look reads a few pages of what is parked. When none of that was parked by the outage, the next look goes on behind it, and
/// after the last page at the newest again: among very many that are parked for another reason a delivery is found late.
/// </remarks>
/// <param name="loads">How busy the ways to the parties are.</param>
internal sealed class OutageProbe(Exhausted exhausted, Func<IEnumerable<PartyLoad>> loads, TimeProvider time, ILogger logger) : Background
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a party has not been called, though it could be, before the log is asked.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);

    /// <summary>How long the log is left alone when there was nothing to try.</summary>
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(1);

    /// <summary>Most pages of the log that are read in a look.</summary>
    private const int Pages = 10;

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
                _silences[load.Party] = new(outage, time.GetTimestamp(), FirstLook, null);
            else if (time.GetElapsedTime(silence.Began) is var lasted && lasted >= silence.LookAfter)
                _silences[load.Party] = await Probe(silence, lasted, cancellation);
    }

    /// <returns>The outage of a party that could be called and is not; else null.</returns>
    private static Outage? ForsakenIn(PartyLoad load) =>
        load is { InFlight: 0, Waiting: 0 } && !(load.OpenFor > TimeSpan.Zero) ? load.Outage : null;

    /// <returns>The silence, with what the next look needs.</returns>
    private async Task<Silence> Probe(Silence silence, TimeSpan lasted, CancellationToken cancellation)
    {
        var party = silence.Outage.Party;
        try
        {
            var (row, next) = await LeastTried(silence, cancellation);
            if (row is null) return silence with { LookAfter = lasted + NextLook, LookFrom = next };
            if (lasted < PauseOf(row)) return silence with { LookAfter = PauseOf(row) };
            if (!await exhausted.IsRetrying(party, cancellation)
                && await exhausted.Retry(row, $"to see whether {party} works again", cancellation))
                Log.Probed(logger, party.Value, row.Submission);
            // Its call ends this silence; only when none came of it does the next look matter.
            return silence with { LookAfter = lasted + NextLook };
        }
        catch (StoreUnavailableException e)
        {
            Log.NotTriedAgain(logger, party.Value, e.Message);
            return silence with { LookAfter = lasted + FirstLook };
        }
    }

    /// <summary>Of a large crowd the newest are enough to take turns.</summary>
    /// <returns>Null: there is none on the pages of this look; and where those end, unless they are the last.</returns>
    private async Task<(LogEntry? Row, LogCursor? Next)> LeastTried(Silence silence, CancellationToken cancellation)
    {
        List<LogEntry> rows = [];
        LogCursor? next = null;
        await foreach (var page in exhausted.Pages(silence.Outage, silence.LookFrom, cancellation).Take(Pages))
        {
            rows.AddRange(page.Entries);
            next = page.Next;
            if (rows.Count >= LogFilter.MaxLimit) break;
        }
        return (rows.MinBy(r => r.Status.Attempts), next);
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
    /// <param name="LookFrom">Where the log is read from; null: from its newest row.</param>
    private sealed record Silence(Outage Outage, long Began, TimeSpan LookAfter, LogCursor? LookFrom);
}
