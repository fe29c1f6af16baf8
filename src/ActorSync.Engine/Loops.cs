using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>Begins the engine's loops, and ends them in order.</summary>
internal sealed class Loops(EngineRuntime runtime, ILogger log) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givingUp = new();

    /// <summary>Nothing more is begun.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Nothing more is waited for, not even a store that is away.</summary>
    public CancellationToken GivingUp => _givingUp.Token;

    /// <summary>
    /// The loops deal with their faults themselves: one that ends all the same says so, and does not keep the others
    /// from being stopped in order.
    /// </summary>
    public Task Begin(string name, Func<Task> loop) => runtime.Spawn(async () =>
    {
        try
        {
            await loop();
        }
        catch (Exception e)
        {
            Log.LoopEnded(log, name, e);
        }
    });

    /// <summary>A loop that acts now and then, until the stop.</summary>
    public Task Begin(string name, TimeSpan every, Action act) => Begin(name, async () =>
    {
        using var timer = new PeriodicTimer(every, runtime.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Stopping)) act();
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    });

    public void Stop() => _stopping.Cancel();

    /// <summary>
    /// A store that is away would keep a stop waiting for ever; whatever is not stored then is found again after the next start.
    /// </summary>
    public async Task EndWithin(Task loops, TimeSpan limit)
    {
        try
        {
            await loops.WaitAsync(limit, runtime.Time);
        }
        catch (TimeoutException)
        {
            _givingUp.Cancel();
            await loops;
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _givingUp.Dispose();
    }
}
