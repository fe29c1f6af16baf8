using System.Threading.Channels;

namespace ActorSync.Node.Api;

/// <summary>
/// Batches whose lines are decided at the same time: their senders are not waited for any more. One that is to be decided takes
/// several times the memory of its text, and more of them at once would only make each one's answers late.
/// </summary>
internal sealed class BatchPlaces
{
    private readonly Channel<Place> _free;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    /// <param name="count">Places; from 1 up.</param>
    /// <param name="patience">How long a batch waits for one.</param>
    /// <param name="time">By which that is measured.</param>
    public BatchPlaces(int count, TimeSpan patience, TimeProvider time)
    {
        (_free, _patience, _time) = (Channel.CreateBounded<Place>(count), patience, time);
        for (var i = 0; i < count; i++) _free.Writer.TryWrite(new(_free.Writer));
    }

    /// <returns>Null: none came free in time.</returns>
    /// <exception cref="OperationCanceledException">The sender has gone.</exception>
    public async ValueTask<Place?> Take(CancellationToken gone)
    {
        if (_free.Reader.TryRead(out var free)) return free.Take();
        using var late = new CancellationTokenSource(_patience, _time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, gone);
        try
        {
            return (await _free.Reader.ReadAsync(over.Token)).Take();
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Free for another as soon as it is disposed and all that was begun has ended, whether or not anybody hears of it.</summary>
    public sealed class Place(ChannelWriter<Place> free) : IDisposable
    {
        private int _open;

        public Place Take()
        {
            _open = 1;
            return this;
        }

        /// <summary>A line is to be decided.</summary>
        public void Begin() => Interlocked.Increment(ref _open);

        /// <summary>It is decided, or nobody knows in time.</summary>
        public void End()
        {
            if (Interlocked.Decrement(ref _open) == 0) free.TryWrite(this);
        }

        public void Dispose() => End();
    }
}
