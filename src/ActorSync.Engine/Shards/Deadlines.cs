namespace ActorSync.Engine;

/// <summary>
/// Answers those in time who would otherwise wait too long. All may wait equally long, so their times end in the order in which
/// they came: one timer for all, where one each cost more than the rest of telling.
/// </summary>
/// <remarks>
/// Of those that are answered few are kept, however long one that is not stays before them: an answer may be a whole account.
/// </remarks>
internal sealed class Deadlines : IDisposable
{
    /// <summary>So many are always kept.</summary>
    private const int Few = 64;

    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly Lock _lock = new();
    private readonly Queue<(IReply Reply, long Came)> _waiting = new();
    private readonly ITimer _timer;
    private int _enough = Few;
    private bool _running;

    /// <param name="limit">How long each may wait.</param>
    public Deadlines(TimeProvider time, TimeSpan limit)
    {
        (_time, _limit) = (time, limit);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now on its time runs.</summary>
    public void Add(IReply reply)
    {
        lock (_lock)
        {
            // Those that have been answered leave here: most are answered in order, so that few of them stay behind one that is not.
            while (_waiting.TryPeek(out var first) && first.Reply.IsAnswered) _waiting.Dequeue();
            if (_waiting.Count >= _enough) DropAnswered();
            _waiting.Enqueue((reply, _time.GetTimestamp()));
            if (!_running) Run(_limit);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Looks at all of them, and not again before more than are left have come: that costs each one look or two.</summary>
    private void DropAnswered()
    {
        for (var left = _waiting.Count; left > 0; left--)
            if (_waiting.Dequeue() is var waiting && !waiting.Reply.IsAnswered) _waiting.Enqueue(waiting);
        _enough = Few + 2 * _waiting.Count;
    }

    private void Look()
    {
        List<IReply> late = [];
        lock (_lock)
        {
            _running = false;
            while (_waiting.TryPeek(out var first))
            {
                var left = _limit - _time.GetElapsedTime(first.Came);
                if (!first.Reply.IsAnswered && left > TimeSpan.Zero)
                {
                    Run(left);
                    break;
                }
                late.Add(_waiting.Dequeue().Reply);
            }
            DropAnswered();
        }
        foreach (var reply in late) reply.Refuse();
    }

    private void Run(TimeSpan time) => _running = _timer.Change(time, Timeout.InfiniteTimeSpan);
}
