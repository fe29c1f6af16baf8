using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>All calls of an engine, so that a stop can wait for them.</summary>
internal sealed class CallsUnderWay(ILogger log) : IDisposable
{
    private readonly CancellationTokenSource _breakOff = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<DeliveryId, int> _deliveries = new();
    private int _count = 1;

    /// <summary>No further call is to start.</summary>
    public bool Stopping { get; private set; }

    /// <summary>Calls under way.</summary>
    public int Count => Volatile.Read(ref _count) - (Stopping ? 0 : 1);

    public IReadOnlyCollection<DeliveryId> Deliveries => (IReadOnlyCollection<DeliveryId>)_deliveries.Keys;

    public async Task Run(DeliveryId delivery, Func<CancellationToken, Task> call)
    {
        Interlocked.Increment(ref _count);
        _deliveries.TryAdd(delivery, 0);
        try
        {
            await call(_breakOff.Token);
        }
        catch (OperationCanceledException) when (_breakOff.IsCancellationRequested)
        {
            // Broken off: what it did is unknown, and it is repeated after the next start.
        }
        catch (Exception e)
        {
            Log.LoopFailed(log, "call", e);
        }
        finally
        {
            _deliveries.TryRemove(delivery, out _);
            Leave();
        }
    }

    /// <summary>Lets no call start, waits for those under way, then breaks them off.</summary>
    public async Task Drain(TimeSpan atMost, TimeProvider time)
    {
        if (!Stopping)
        {
            Stopping = true;
            Leave();
        }
        using var timeout = time.CreateTimer(_ => BreakOff(), null, atMost, Timeout.InfiniteTimeSpan);
        await _idle.Task;
    }

    public void Dispose() => _breakOff.Dispose();

    private void BreakOff()
    {
        Log.DrainCutShort(log, Count);
        _breakOff.Cancel();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0) _idle.TrySetResult();
    }
}
