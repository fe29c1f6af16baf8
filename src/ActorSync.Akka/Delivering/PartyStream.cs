using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Delivering;

namespace ActorSync.Actors;

/// <summary>
/// The way to one party, as a stream of those who want a place: a bounded queue, the rate, the circuit, and as many at once
/// as the party takes. What is delivered is chosen when a place is there, so that what waits can still be replaced (R10).
/// <code>
/// Queue(max-waiting) ─▶ Throttle(rate) ─▶ circuit ─▶ SelectAsyncUnordered(max-in-flight): one place, held for one call
/// </code>
/// </summary>
internal sealed class PartyStream
{
    /// <summary>How often a circuit is asked again whose next try is not known: while the outcome of a call decides.</summary>
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(50);

    private readonly IParty _party;
    private readonly PartySinkSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly CircuitBreaker _breaker;
    private readonly ISourceQueueWithComplete<Waiter> _queue;
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _inFlight;

    public PartyStream(PartyId id, IParty party, PartySinkSettings settings, IMaterializer materializer, TimeProvider time)
    {
        (Id, _party, _settings, _time) = (id, party, settings, time);
        _breaker = new(settings.CircuitBreaker);
        _queue = Throttled(Source.Queue<Waiter>(settings.MaxWaiting, OverflowStrategy.DropNew))
            .SelectAsync(1, PassCircuit)
            .SelectAsyncUnordered(settings.MaxInFlight, Hold)
            .To(Sink.Ignore<NotUsed>())
            .Run(materializer);
    }

    public PartyId Id { get; }

    /// <summary>Hears that the party works again after an outage, and since when it had done nothing but fail.</summary>
    public event Action<PartyId, DateTimeOffset>? Returned;

    public bool HasRoom => !_closing.Task.IsCompleted && Volatile.Read(ref _waiting) <= _settings.MaxWaiting / 2;

    public PartyLoad Load
    {
        get
        {
            lock (_lock)
                return new(Id, Volatile.Read(ref _inFlight), Volatile.Read(ref _waiting), _breaker.State, _breaker.State is CircuitState.Open ? _breaker.NextTry : null);
        }
    }

    /// <returns>A place; null when too many wait, or when the way is closed.</returns>
    public async ValueTask<ISinkPlace?> Enter()
    {
        var waiter = new Waiter(new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.Increment(ref _waiting);
        if (!_closing.Task.IsCompleted && await _queue.OfferAsync(waiter) is QueueOfferResult.Enqueued) return await waiter.Place.Task;
        Interlocked.Decrement(ref _waiting);
        return null;
    }

    /// <summary>Nobody waits any longer; calls in flight go on.</summary>
    public void Close()
    {
        _closing.TrySetResult();
        _queue.Complete();
    }

    private Source<Waiter, ISourceQueueWithComplete<Waiter>> Throttled(Source<Waiter, ISourceQueueWithComplete<Waiter>> source) =>
        _settings.RatePerSecond is { } rate
            ? source.Throttle(1, TimeSpan.FromSeconds(1 / rate), Math.Max(1, (int)rate), ThrottleMode.Shaping)
            : source;

    /// <summary>Waits until the circuit lets a call through.</summary>
    private async Task<Waiter> PassCircuit(Waiter waiter)
    {
        while (!_closing.Task.IsCompleted && Pause() is { } pause)
            await Task.WhenAny(Task.Delay(pause, _time), _closing.Task);
        return waiter;
    }

    /// <returns>How long to wait before asking again; null: a call may start.</returns>
    private TimeSpan? Pause()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (_breaker.TryEnter(now)) return null;
            return _breaker.NextTry is { } next && next > now ? next - now : ProbePause;
        }
    }

    /// <summary>Gives the place away and holds it until it is left.</summary>
    private async Task<NotUsed> Hold(Waiter waiter)
    {
        Interlocked.Decrement(ref _waiting);
        if (_closing.Task.IsCompleted)
        {
            waiter.Place.SetResult(null);
            return NotUsed.Instance;
        }
        Interlocked.Increment(ref _inFlight);
        waiter.Place.SetResult(new SinkPlace(_party, _settings.AttemptTimeout, failed => Leave(waiter, failed), _time));
        await waiter.Left.Task;
        return NotUsed.Instance;
    }

    private void Leave(Waiter waiter, bool? failed)
    {
        DateTimeOffset? failingSince = null;
        Interlocked.Decrement(ref _inFlight);
        lock (_lock)
        {
            if (failed is { } f) failingSince = _breaker.Record(f, _time.GetUtcNow());
            else _breaker.Leave();
        }
        waiter.Left.SetResult();
        if (failingSince is { } since) Returned?.Invoke(Id, since);
    }

    /// <summary>Somebody who wants a place.</summary>
    /// <param name="Place">Completes with it.</param>
    /// <param name="Left">Completes when it is free again.</param>
    private sealed record Waiter(TaskCompletionSource<ISinkPlace?> Place, TaskCompletionSource Left);
}
