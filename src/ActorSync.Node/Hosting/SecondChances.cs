using System.Threading.Channels;

namespace ActorSync.Node.Hosting;

/// <summary>
/// When a party works again after an outage, what used up its attempts meanwhile is retried without waiting for a person
/// (R26). A delivery that fails by itself, in good company, is not: after several times its attempts it is left to people.
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

    /// <summary>Two entries at most for each time that a circuit closes.</summary>
    private readonly Channel<Outage> _over = Channel.CreateUnbounded<Outage>();

    /// <summary>A party works again.</summary>
    /// <param name="party">The receiver.</param>
    /// <param name="since">Since when it had done nothing but fail.</param>
    public void Returned(PartyId party, DateTimeOffset since) => _over.Writer.TryWrite(new(party, Logged(since), IsSecondLook: false));

    protected override async Task Run(CancellationToken cancellation)
    {
        await foreach (var outage in _over.Reader.ReadAllAsync(cancellation))
        {
            await Retry(outage.Party, outage.Since, cancellation);
            if (!outage.IsSecondLook) _ = LookAgain(outage, cancellation);
        }
    }

    private async Task LookAgain(Outage outage, CancellationToken cancellation)
    {
        await Task.Delay(longestCall + Pause, time, cancellation);
        _over.Writer.TryWrite(outage with { IsSecondLook = true });
    }

    /// <summary>Until all are retried: what has been is no longer parked, so that beginning again repeats nothing.</summary>
    private async Task Retry(PartyId party, DateTimeOffset since, CancellationToken cancellation)
    {
        while (true)
            try
            {
                await caughtUp(cancellation);
                if (await RunOnce(party, since, cancellation) is var retried and >= 0)
                {
                    if (retried > 0) Log.TriedAgain(logger, party.Value, retried, since);
                    return;
                }
                await Task.Delay(Pause, time, cancellation);
            }
            catch (StoreUnavailableException e)
            {
                Log.NotTriedAgain(logger, party.Value, e.Message);
                await Task.Delay(Pause, time, cancellation);
            }
    }

    /// <returns>How many were retried; -1: not all could be.</returns>
    private async Task<int> RunOnce(PartyId party, DateTimeOffset since, CancellationToken cancellation)
    {
        var (retried, all) = (0, true);
        await foreach (var row in exhausted.At(party, since, cancellation))
        {
            if (await exhausted.Retry(row, $"{party} works again", cancellation)) retried++;
            else all = false;
        }
        return all ? retried : -1;
    }

    /// <summary>A time as the log keeps it: what is parked by the first failure may bear the same millisecond.</summary>
    private static DateTimeOffset Logged(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>A time in which calls to a party did nothing but fail, and which is over.</summary>
    private readonly record struct Outage(PartyId Party, DateTimeOffset Since, bool IsSecondLook);
}
