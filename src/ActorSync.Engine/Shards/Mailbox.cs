using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ActorSync.Engine;

/// <summary>What waits for a shard's loop, its only reader. Commands and questions are bounded; what the engine tells itself is bounded by its calls and wakes.</summary>
/// <param name="limit">Commands and questions at once.</param>
internal sealed class Mailbox(int limit)
{
    private readonly Channel<Message> _arrived = Channel.CreateUnbounded<Message>(new() { SingleReader = true });

    /// <summary>What came in during a step and belongs to the next one.</summary>
    private readonly Queue<Message> _setAside = new();

    private Task<bool>? _arriving;
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
    public bool Post(Message message) => _arrived.Writer.TryWrite(message);

    public void Close() => _arrived.Writer.TryComplete();

    /// <summary>Waits until there is something.</summary>
    /// <returns>False when it is closed and empty.</returns>
    public async ValueTask<bool> Any(CancellationToken cancellation) => _setAside.Count > 0 || await Arriving(cancellation);

    public bool TryTake([NotNullWhen(true)] out Message? message)
    {
        if (!_setAside.TryDequeue(out message) && !_arrived.Reader.TryRead(out message)) return false;
        if (message is Message.Told or Message.Asked) Interlocked.Decrement(ref _told);
        return true;
    }

    /// <summary>Offers what arrives while other work is under way; what is not wanted then waits for the next step.</summary>
    public async Task OfferUntil(Task done, Func<Message, bool> take, CancellationToken cancellation)
    {
        for (var ended = Ended(done); !ended.IsCompleted;)
        {
            var arriving = Arriving(cancellation);
            await Task.WhenAny(ended, arriving);
            while (_arrived.Reader.TryRead(out var message))
                if (!take(message)) _setAside.Enqueue(message);
            // Closed, or given up: nothing more will arrive.
            if (arriving.IsCompleted && !(arriving.IsCompletedSuccessfully && arriving.Result)) return;
        }
    }

    /// <summary>One wait at a time: the channel has a single reader.</summary>
    private Task<bool> Arriving(CancellationToken cancellation) => _arriving is { IsCompleted: false } ? _arriving : _arriving = Wait(cancellation);

    // Both end where they began: `AsTask`, and `WhenAny` over a task whose continuations are asynchronous, go by way of the
    // thread pool, whatever scheduler is ambient.
    private async Task<bool> Wait(CancellationToken cancellation) => await _arrived.Reader.WaitToReadAsync(cancellation);

    private static async Task Ended(Task done) => await done.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}
