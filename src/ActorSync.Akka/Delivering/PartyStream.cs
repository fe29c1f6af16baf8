using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using ActorSync.Delivering;

namespace ActorSync.Actors;

/// <summary>
/// This engine's way to one receiver, as a stream of those who want a place: a bounded queue, the rate, the circuit, and as many at once
/// as the party takes. What is delivered is chosen when a place is there, so that what waits can still be replaced (R10).
/// <code>
/// Queue(max-waiting) ─▶ Throttle(rate) ─▶ circuit ─▶ SelectAsyncUnordered(max-in-flight): one place, held for one call
/// </code>
/// </summary>
internal sealed class PartyStream : IPartySink
{
    /// <summary>How often a circuit is asked again whose next try is not known: while the outcome of a call decides.</summary>
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(50);

    private readonly Receiver _receiver;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly PartyHealth _health;
    private readonly Admission _admission;
    private readonly ISourceQueueWithComplete<Waiter> _queue;
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _inFlight;

    public PartyStream(Receiver receiver, IMaterializer materializer, TimeProvider time)
    {
        (_receiver, _time) = (receiver, time);
        _health = new(receiver.Id, Settings.CircuitBreaker, time);
        _admission = new(Settings.MaxWaiting);
        _queue = Throttled(Source.Queue<Waiter>(Settings.MaxWaiting, OverflowStrategy.DropNew))
            .SelectAsync(1, PassCircuit)
            .SelectAsyncUnordered(Settings.MaxInFlight, Hold)
            .To(Sink.Ignore<NotUsed>())
            .Run(materializer);
    }

    public event Action<Outage>? Returned;

    public int Room => _closing.Task.IsCompleted ? 0 : Settings.RoomBeside(Volatile.Read(ref _waiting));

    public PartyLoad Load
    {
        get
        {
            lock (_lock) return _health.Load(Volatile.Read(ref _inFlight), Volatile.Read(ref _waiting));
        }
    }

    public async ValueTask<ISinkPlace?> Enter(bool again)
    {
        if (!IsAdmitted(again)) return null;
        var waiter = new Waiter(
            new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.Increment(ref _waiting);
        if (!_closing.Task.IsCompleted && await _queue.OfferAsync(waiter) is QueueOfferResult.Enqueued) return await waiter.Place.Task;
        Interlocked.Decrement(ref _waiting);
        return null;
    }

    /// <summary>Nobody waits any longer; calls in flight go on.</summary>
    public void Dispose()
    {
        _closing.TrySetResult();
        _queue.Complete();
    }

    private PartySinkSettings Settings => _receiver.Settings;

    /// <summary>Those for whom there is a place are only on their way to it, and do not count as waiting.</summary>
    private bool IsAdmitted(bool again)
    {
        var free = Settings.MaxInFlight - Volatile.Read(ref _inFlight);
        lock (_lock) return _admission.Admits(Math.Max(0, Volatile.Read(ref _waiting) - free), again);
    }

    private Source<Waiter, ISourceQueueWithComplete<Waiter>> Throttled(Source<Waiter, ISourceQueueWithComplete<Waiter>> source) =>
        Settings.RatePerSecond is { } rate
            ? source.Throttle(1, TimeSpan.FromSeconds(1 / rate), Math.Max(1, (int)rate), ThrottleMode.Shaping)
            : source;

    /// <summary>Waits until the circuit lets a call through.</summary>
    private async Task<Waiter> PassCircuit(Waiter waiter)
    {
        while (!_closing.Task.IsCompleted)
        {
            var (pass, pause) = TryPass();
            if (pass is not null) return waiter with { Pass = pass };
            await Task.WhenAny(Task.Delay(pause, _time), _closing.Task);
        }
        return waiter;
    }

    /// <returns>Leave to make a call, or how long to wait before asking again.</returns>
    private (CircuitPass? Pass, TimeSpan Pause) TryPass()
    {
        lock (_lock)
        {
            var (pass, pause) = _health.TryEnter();
            return (pass, pause is { } known && known > TimeSpan.Zero ? known : ProbePause);
        }
    }

    /// <summary>Gives the place away and holds it until it is left.</summary>
    private async Task<NotUsed> Hold(Waiter waiter)
    {
        Interlocked.Decrement(ref _waiting);
        if (waiter.Pass is not { } pass || _closing.Task.IsCompleted)
        {
            waiter.Place.SetResult(null);
            return NotUsed.Instance;
        }
        Interlocked.Increment(ref _inFlight);
        waiter.Place.SetResult(new SinkPlace(_receiver.Party, Settings.AttemptTimeout, sign => Leave(waiter, pass, sign), _time));
        await waiter.Left.Task;
        return NotUsed.Instance;
    }

    private void Leave(Waiter waiter, CircuitPass pass, PartySign? sign)
    {
        Outage? over;
        Interlocked.Decrement(ref _inFlight);
        lock (_lock) over = _health.Leave(pass, sign);
        waiter.Left.SetResult();
        if (over is not null) Returned?.Invoke(over);
    }

    /// <summary>Somebody who wants a place.</summary>
    /// <param name="Place">Completes with it.</param>
    /// <param name="Left">Completes when it is free again.</param>
    private sealed record Waiter(TaskCompletionSource<ISinkPlace?> Place, TaskCompletionSource Left)
    {
        /// <summary>With which the circuit lets its call through; null: it has not been let through.</summary>
        public CircuitPass? Pass { get; init; }
    }
}
