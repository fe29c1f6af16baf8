namespace ActorSync.Engine;

/// <summary>
/// Answers those in time who would otherwise wait too long. All may wait equally long, so their times end in the order in which
/// they came: one timer for all, where one each cost more than the rest of telling.
/// </summary>
internal sealed class Deadlines : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly Lock _lock = new();
    private readonly Queue<(Message Message, long Came)> _waiting = new();
    private readonly ITimer _timer;
    private bool _running;

    /// <param name="limit">How long each may wait.</param>
    public Deadlines(TimeProvider time, TimeSpan limit)
    {
        (_time, _limit) = (time, limit);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now on the message's time runs.</summary>
    public void Add(Message message)
    {
        lock (_lock)
        {
            // Those that have been answered leave here: most are answered in order, so that few of them stay behind one that is not.
            while (_waiting.TryPeek(out var first) && first.Message.IsAnswered) _waiting.Dequeue();
            _waiting.Enqueue((message, _time.GetTimestamp()));
            if (!_running) Run(_limit);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        List<Message> late = [];
        lock (_lock)
        {
            _running = false;
            while (_waiting.TryPeek(out var first))
            {
                var left = _limit - _time.GetElapsedTime(first.Came);
                if (!first.Message.IsAnswered && left > TimeSpan.Zero)
                {
                    Run(left);
                    break;
                }
                late.Add(_waiting.Dequeue().Message);
            }
        }
        foreach (var message in late) message.Refuse();
    }

    private void Run(TimeSpan time) => _running = _timer.Change(time, Timeout.InfiniteTimeSpan);
}
