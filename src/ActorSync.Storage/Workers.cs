using System.Collections.Concurrent;

namespace ActorSync.Storage;

/// <summary>
/// Threads that call a synchronous driver, each over a session of its own, which it opens when it first needs one. Calls wait
/// in one queue. That has no limit of its own: whoever calls waits for the answer, and the engine has one append under way
/// for each shard.
/// </summary>
internal sealed class Workers<TSession> : IAsyncDisposable where TSession : class, IDisposable
{
    private readonly Func<TSession> _open;
    private readonly Func<Exception, Exception> _translate;
    private readonly Func<Exception, bool> _isLost;
    private readonly BlockingCollection<Action<Worker>> _calls = [];
    private readonly Task _ended;

    /// <param name="name">Of its threads.</param>
    /// <param name="count">How many threads.</param>
    /// <param name="open">Opens a session.</param>
    /// <param name="translate">What to throw in place of a driver's exception.</param>
    /// <param name="isLost">
    /// Whether a failure tells of a session that was lost before the work began: then it is done over a new one.
    /// </param>
    public Workers(string name, int count, Func<TSession> open, Func<Exception, Exception> translate, Func<Exception, bool>? isLost = null)
    {
        (_open, _translate, _isLost) = (open, translate, isLost ?? (_ => false));
        _ended = Task.WhenAll(Enumerable.Range(0, count).Select(_ => Start(name)));
    }

    /// <exception cref="OperationCanceledException">Nobody waits any more; the work is done or not.</exception>
    public async Task<T> Do<T>(Func<TSession, T> work, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _calls.Add(worker => Answer(worker, work, answer, cancellation), CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            throw new ObjectDisposedException("the store is closed", e);
        }
        return await answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Ends what is queued, and closes the sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        _calls.CompleteAdding();
        await _ended;
    }

    private Task Start(string name)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var worker = new Worker();
            foreach (var call in _calls.GetConsumingEnumerable()) call(worker);
            worker.Drop();
            ended.SetResult();
        }) { IsBackground = true, Name = name }.Start();
        return ended.Task;
    }

    /// <summary>Cannot fail: what goes wrong is the caller's answer. A session that failed is not used again.</summary>
    private void Answer<T>(Worker worker, Func<TSession, T> work, TaskCompletionSource<T> answer, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            answer.SetCanceled(cancellation);
            return;
        }
        try
        {
            answer.SetResult(Done(worker, work));
        }
        catch (Exception e)
        {
            worker.Drop();
            answer.SetException(_translate(e));
        }
    }

    private T Done<T>(Worker worker, Func<TSession, T> work)
    {
        if (worker.Session is { } kept)
            try
            {
                return work(kept);
            }
            catch (Exception e) when (_isLost(e))
            {
                // The server has gone and come back since the session was used last: nobody has noticed, and nobody need.
                worker.Drop();
            }
        return work(worker.Session = _open());
    }

    private sealed class Worker
    {
        public TSession? Session { get; set; }

        public void Drop()
        {
            try
            {
                Session?.Dispose();
            }
            catch (Exception)
            {
                // The connection was lost already; whatever it had begun is rolled back with it.
            }
            Session = null;
        }
    }
}
