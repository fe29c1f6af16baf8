using Microsoft.Extensions.Hosting;

namespace ActorSync.Peers.Polling;

/// <summary>One poll a second: a page, grouped by account, all accounts at once, one commit.</summary>
/// <param name="tables">Where submissions wait.</param>
/// <param name="receiver">Where they go.</param>
/// <param name="again">After a full page the next one follows at once.</param>
internal sealed class Poller(Tables tables, Receiver receiver, bool again) : BackgroundService
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _places = new(receiver.CallsAtOnce);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Period, TimeProvider.System);
        do
            while (await RunOnce() == PageSize && again) { }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>Rows in the page.</returns>
    public async Task<int> RunOnce()
    {
        var page = await tables.Page(PageSize);
        if (page.Count == 0) return 0;
        var accounts = page.GroupBy(r => r.Submission.Account).ToArray();
        var held = await tables.Held(accounts.Select(a => a.Key));
        var turns = accounts.Select(a => new AccountTurn(receiver, a, held[a.Key])).ToArray();
        await Task.WhenAll(turns.Select(Run));
        await tables.Finish(turns.SelectMany(t => t.Outcomes), [.. turns.SelectMany(t => t.TakenOver)]);
        return page.Count;
    }

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    private async Task Run(AccountTurn turn)
    {
        await _places.WaitAsync();
        try
        {
            await turn.Run();
        }
        finally
        {
            _places.Release();
        }
    }
}
