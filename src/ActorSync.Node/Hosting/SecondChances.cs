using System.Threading.Channels;

namespace ActorSync.Node.Hosting;

/// <summary>
/// When a party works again after an outage, what used up its attempts meanwhile is retried without waiting for a person
/// (R26). A delivery that fails by itself, in good company, is not: after several times its attempts it is left to people.
/// </summary>
internal sealed class SecondChances(IAccounts accounts, IRegistrationLog log, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>Attempts over a delivery's life beyond which an outage is no excuse.</summary>
    internal const int MaxAttempts = 100;

    private const string By = "actorsync";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>One entry at most for each time that a circuit closes.</summary>
    private readonly Channel<(PartyId Party, DateTimeOffset Since)> _returned = Channel.CreateUnbounded<(PartyId, DateTimeOffset)>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>A party works again.</summary>
    /// <param name="party">The receiver.</param>
    /// <param name="since">Since when it had done nothing but fail.</param>
    public void Returned(PartyId party, DateTimeOffset since) => _returned.Writer.TryWrite((party, since));

    public void Start() => _running = Run(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task Run(CancellationToken cancellation)
    {
        try
        {
            await foreach (var (party, since) in _returned.Reader.ReadAllAsync(cancellation)) await Retry(party, since, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    /// <summary>Until all are retried: what has been is no longer parked, so that beginning again repeats nothing.</summary>
    private async Task Retry(PartyId party, DateTimeOffset since, CancellationToken cancellation)
    {
        while (true)
            try
            {
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
    internal async Task<int> RunOnce(PartyId party, DateTimeOffset since, CancellationToken cancellation)
    {
        var (retried, all) = (0, true);
        for (var filter = new LogFilter { Status = Status.Parked, Party = party, Limit = LogFilter.MaxLimit }; ;)
        {
            var page = await log.List(filter, cancellation);
            foreach (var row in page.Entries.Where(r => r.To == party && r.Status.IsExhausted && r.Status.ChangedAt >= since && r.Status.Attempts < MaxAttempts))
            {
                var command = new AccountCommand.Retry(row.Meeting, row.Submission, party, By, $"{party} works again") { Now = time.GetUtcNow() };
                if (await accounts.Tell(row.Account, command, cancellation) is AccountReply.Decided) retried++;
                else all = false;
            }
            if (page.Next is null) return all ? retried : -1;
            filter = filter with { After = page.Next };
        }
    }
}
