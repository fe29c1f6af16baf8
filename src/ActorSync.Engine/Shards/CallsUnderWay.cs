using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>All calls of an engine, so that a stop can wait for them.</summary>
internal sealed class CallsUnderWay(EngineRuntime runtime, ILogger log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _breakOff = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<DeliveryId, int> _deliveries = new();
    private volatile bool _stopping;
    private int _count;

    /// <summary>No further call is to start.</summary>
    public bool Stopping => _stopping;

    /// <summary>Calls under way.</summary>
    public int Count => Volatile.Read(ref _count);

    public IReadOnlyCollection<DeliveryId> Deliveries => (IReadOnlyCollection<DeliveryId>)_deliveries.Keys;

    /// <summary>Starts a call; it counts before it has a thread, so that a stop waits for it.</summary>
    /// <returns>False when it is too late for that.</returns>
    public bool TryStart(DeliveryId delivery, Func<CancellationToken, Task> call)
    {
        lock (_lock)
        {
            if (_stopping) return false;
            _count++;
        }
        _deliveries.TryAdd(delivery, 0);
        _ = runtime.Spawn(() => Run(delivery, call));
        return true;
    }

    /// <summary>Lets no call start, waits for those under way, then breaks them off.</summary>
    public async Task Drain(TimeSpan atMost, TimeProvider time)
    {
        lock (_lock)
        {
            _stopping = true;
            if (_count == 0) _idle.TrySetResult();
        }
        using var timeout = time.CreateTimer(_ => BreakOff(), null, atMost, Timeout.InfiniteTimeSpan);
        await _idle.Task;
    }

    public void Dispose() => _breakOff.Dispose();

    private async Task Run(DeliveryId delivery, Func<CancellationToken, Task> call)
    {
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

    private void BreakOff()
    {
        Log.DrainCutShort(log, Count);
        _breakOff.Cancel();
    }

    private void Leave()
    {
        lock (_lock)
            if (--_count == 0 && _stopping) _idle.TrySetResult();
    }
}
