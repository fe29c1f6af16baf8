using Microsoft.Extensions.Hosting;

namespace ActorSync.Peers.RedisPoller;

/// <summary>Claims as many as there are free places, and looks again after a short while when nothing is due.</summary>
internal sealed class Poller(WaitingSet waiting, Worker worker, int places) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim _places = new(places);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var free = await FreePlaces(stoppingToken);
            var due = await waiting.ClaimDue(free);
            if (free > due.Count) _places.Release(free - due.Count);
            foreach (var submission in due) _ = Run(submission);
            if (due.Count == 0) await Task.Delay(Pause, TimeProvider.System, stoppingToken);
        }
    }

    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    /// <summary>Takes all free places; waits for one when there is none.</summary>
    private async Task<int> FreePlaces(CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        var taken = 1;
        while (_places.Wait(0, cancellation)) taken++;
        return taken;
    }

    /// <summary>What goes wrong here leaves its claim, which runs out.</summary>
    private async Task Run(Submission submission)
    {
        try
        {
            await worker.Run(submission);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{submission.Key}: {e.Message}");
        }
        finally
        {
            _places.Release();
        }
    }
}
