using ActorSync.Delivering;

namespace ActorSync.Node.Hosting;

/// <summary>
/// When a party works again after an outage, what used up its attempts meanwhile is retried without waiting for a person
/// (R26). A delivery that fails by itself, in good company, is not: <see cref="Outage.Explains"/> tells them apart.
/// </summary>
/// <remarks>
/// It looks twice: when the party is back, and when the calls that were under way then have ended, since the last attempt of
/// a delivery may be one of them.
/// </remarks>
/// <param name="caughtUp">Completes when all that is stored now is in the log.</param>
/// <param name="longestCall">The longest that a call takes.</param>
/// <param name="time">The node's.</param>
/// <param name="logger">Hears how many were retried, and why none can be.</param>
internal sealed class SecondChances(
    Exhausted exhausted, Func<CancellationToken, Task> caughtUp, TimeSpan longestCall, TimeProvider time, ILogger logger) : Background
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    /// <summary>Over, and not looked at yet. A party that fails now and then ends many in a second, which are looked at as one.</summary>
    private readonly Dictionary<PartyId, Outage> _over = [];

    /// <summary>Looked at once, and when.</summary>
    private readonly Dictionary<PartyId, (Outage Outage, long At)> _looked = [];

    /// <summary>A party works again.</summary>
    public void Returned(Outage outage)
    {
        lock (_lock) _over[outage.Party] = _over.TryGetValue(outage.Party, out var earlier) ? earlier.And(outage) : outage;
    }

    protected override async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellation);
            await RunOnce(cancellation);
        }
    }

    /// <summary>Looks at what it is time for.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        foreach (var (party, (outage, _)) in _looked.Where(l => time.GetElapsedTime(l.Value.At) >= longestCall + Pause).ToList())
        {
            await Retry(outage, cancellation);
            _looked.Remove(party);
        }
        foreach (var outage in TakeOver())
        {
            _looked[outage.Party] = (outage, time.GetTimestamp());
            await Retry(outage, cancellation);
        }
    }

    /// <summary>Those whose party has no second look to come: that has to be late enough for each.</summary>
    private List<Outage> TakeOver()
    {
        lock (_lock)
        {
            var taken = _over.Values.Where(o => !_looked.ContainsKey(o.Party)).ToList();
            foreach (var outage in taken) _over.Remove(outage.Party);
            return taken;
        }
    }

    /// <summary>What has been retried is no longer parked, so that beginning again with those that could not be repeats nothing.</summary>
    private async Task Retry(Outage outage, CancellationToken cancellation)
    {
        var (retried, all) = (0, true);
        try
        {
            await caughtUp(cancellation);
            await foreach (var row in exhausted.In(outage, cancellation))
            {
                if (await exhausted.Retry(row, $"{outage.Party} works again", cancellation)) retried++;
                else all = false;
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.NotTriedAgain(logger, outage.Party.Value, e.Message);
            all = false;
        }
        if (retried > 0) Log.TriedAgain(logger, outage.Party.Value, retried);
        if (!all) Returned(outage);
    }
}
