using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>
/// The calls of this node that are under way, or whose result is not stored yet. An account's actor that had to start
/// again finds its calls here: none is repeated while it runs, and no answer of a receiver is forgotten because the store
/// was away.
/// </summary>
internal sealed class OpenCalls(ILogger log) : IDisposable
{
    private readonly ConcurrentDictionary<AccountId, ImmutableList<OpenCall>> _calls = new();
    private readonly CancellationTokenSource _breakOff = new();
    private readonly Lock _lock = new();
    private volatile bool _stopping;

    /// <summary>No further call is to start.</summary>
    public bool Stopping => _stopping;

    public IReadOnlyCollection<DeliveryId> Deliveries =>
        [.. _calls.Values.SelectMany(c => c).Where(c => !c.Result.IsCompleted).Select(c => c.Delivery.Id)];

    public ImmutableList<OpenCall> Of(AccountId account) => _calls.GetValueOrDefault(account, []);

    /// <summary>Starts a call; it counts before it is made, so that a stop waits for it.</summary>
    /// <returns>Null when it is too late for that: the place is not used.</returns>
    public OpenCall? TryStart(AccountId account, Delivery delivery, ISinkPlace place)
    {
        var result = new TaskCompletionSource<Attempt?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = new OpenCall(account, delivery, result.Task);
        lock (_lock)
        {
            if (_stopping) return null;
            _calls.AddOrUpdate(account, [call], (_, calls) => calls.Add(call));
        }
        _ = Run(call, place, result);
        return call;
    }

    /// <summary>Its result is stored.</summary>
    public void Forget(OpenCall call)
    {
        while (_calls.TryGetValue(call.Account, out var calls))
        {
            var left = calls.Remove(call);
            if (left.IsEmpty ? _calls.TryRemove(new(call.Account, calls)) : _calls.TryUpdate(call.Account, left, calls)) return;
        }
    }

    /// <summary>Lets no call start, waits for those under way, then breaks them off.</summary>
    public async Task Drain(TimeSpan atMost, TimeProvider time)
    {
        // Who started before is waited for, who comes after does not start.
        lock (_lock) _stopping = true;
        var all = Task.WhenAll(_calls.Values.SelectMany(c => c).Select(c => c.Result));
        try
        {
            await all.WaitAsync(atMost, time);
        }
        catch (TimeoutException)
        {
            Log.DrainCutShort(log, Deliveries.Count);
            await _breakOff.CancelAsync();
            await all;
        }
    }

    public void Dispose() => _breakOff.Dispose();

    private async Task Run(OpenCall call, ISinkPlace place, TaskCompletionSource<Attempt?> result)
    {
        Attempt? attempt = null;
        try
        {
            using (place) attempt = await place.Call(call.Account, call.Delivery, _breakOff.Token);
        }
        catch (OperationCanceledException)
        {
            // Broken off: what it did is unknown.
        }
        catch (Exception e)
        {
            Log.CallFailed(log, call.Account.Value, e);
        }
        result.SetResult(attempt);
    }
}
