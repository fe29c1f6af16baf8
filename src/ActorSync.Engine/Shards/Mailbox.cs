using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ActorSync.Engine;

/// <summary>
/// What waits for a shard's loop, its only reader. Commands and questions are bounded; what the engine tells itself is
/// bounded by its calls and wakes.
/// </summary>
/// <param name="limit">Commands and questions at once.</param>
internal sealed class Mailbox(int limit)
{
    private readonly Channel<Message> _arrived = Channel.CreateUnbounded<Message>(new() { SingleReader = true });

    /// <summary>What came in during a step and belongs to the next one.</summary>
    private readonly Queue<Message> _setAside = new();

    /// <summary>A place came free at a receiver, or the work is done during which that is waited for.</summary>
    private readonly Signal _placed = new();

    /// <summary>The work during which messages are offered, or were last.</summary>
    private volatile Task? _work;

    /// <summary>The same at the last look.</summary>
    private Task? _workBefore;

    /// <summary>Work that takes so long that nobody may hold a place meanwhile.</summary>
    private volatile Task? _longWork;

    private int _told;

    /// <summary>Commands and questions taken in and not dealt with yet.</summary>
    public int Told => Volatile.Read(ref _told);

    /// <summary>Takes a command or a question in, unless it is full or closed.</summary>
    public bool TryPost(Message message)
    {
        if (Interlocked.Increment(ref _told) <= limit && _arrived.Writer.TryWrite(message)) return true;
        Interlocked.Decrement(ref _told);
        return false;
    }

    /// <summary>Takes in what the engine tells itself.</summary>
    /// <returns>False when it is closed.</returns>
    public bool Post(Message message)
    {
        if (!_arrived.Writer.TryWrite(message)) return false;
        if (message is Message.Placed) _placed.Set();
        return true;
    }

    public void Close() => _arrived.Writer.TryComplete();

    /// <summary>Waits until there is something.</summary>
    /// <returns>False when it is closed and empty.</returns>
    public async ValueTask<bool> Any(CancellationToken cancellation) =>
        _setAside.Count > 0 || await _arrived.Reader.WaitToReadAsync(cancellation);

    public bool TryTake([NotNullWhen(true)] out Message? message)
    {
        if (!_setAside.TryDequeue(out message) && !_arrived.Reader.TryRead(out message)) return false;
        if (message is Message.Told or Message.Asked) Interlocked.Decrement(ref _told);
        return true;
    }

    /// <summary>
    /// To be called about once a second, by one caller at a time: places that came free during work that was under way at the
    /// last call too go to others. Passed on at each commit, they would go round among all who wait.
    /// </summary>
    public void Look()
    {
        var work = _work;
        if (work is { IsCompleted: false } && work == _workBefore && work != _longWork)
        {
            _longWork = work;
            _placed.Set();
        }
        _workBefore = work;
    }

    /// <summary>
    /// Offers what arrives while other work is under way, whenever a place has come free; what is not wanted then waits for the
    /// next step. Nothing else is looked at before the work is done: most messages cannot be acted upon, and each would wake the loop.
    /// </summary>
    /// <param name="work">The other work.</param>
    /// <param name="take">False for what is not wanted.</param>
    /// <param name="waiting">Messages that wait for the work's end as those do that are not wanted.</param>
    public async Task OfferUntil(Task work, Func<Message, bool> take, IReadOnlyList<Message> waiting)
    {
        _work = work;
        _ = WakeAfter(work);
        while (true)
        {
            await _placed.Wait();
            if (work.IsCompleted) return;
            while (_arrived.Reader.TryRead(out var message))
                if (!take(message)) _setAside.Enqueue(message);
            if (work != _longWork) continue;
            foreach (var message in waiting.Concat(_setAside)) (message as Message.Placed)?.PassOn();
        }
    }

    private async Task WakeAfter(Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _placed.Set();
    }
}
