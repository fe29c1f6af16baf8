using System.Collections.Concurrent;

namespace ActorSync.Storage;

/// <summary>
/// The one thread that writes: calls wait in a queue and run one after the other, over a synchronous driver. The queue has
/// no limit of its own: whoever calls waits for the answer, and the engine has one append under way for each shard.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly IDialect _dialect;
    private readonly BlockingCollection<Action> _calls = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteSession? _session;

    public Writer(IDialect dialect)
    {
        _dialect = dialect;
        new Thread(Run) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>Has the dialect prepare the store.</summary>
    public Task Prepare(CancellationToken cancellation) => Queue(() =>
    {
        _dialect.Prepare();
        return true;
    }, cancellation);

    /// <exception cref="OperationCanceledException">Nobody waits any more; the work is done or not.</exception>
    public Task<T> Do<T>(Func<WriteSession, T> work, CancellationToken cancellation) =>
        Queue(() => work(_session ??= _dialect.Write()), cancellation);

    public async ValueTask DisposeAsync()
    {
        _calls.CompleteAdding();
        await _ended.Task;
    }

    private async Task<T> Queue<T>(Func<T> work, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _calls.Add(() => Answer(work, answer, cancellation), CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            throw new ObjectDisposedException("the store is closed", e);
        }
        return await answer.Task.WaitAsync(cancellation);
    }

    private void Run()
    {
        foreach (var call in _calls.GetConsumingEnumerable()) call();
        Drop();
        _ended.SetResult();
    }

    /// <summary>Cannot fail: what goes wrong is the caller's answer. A session that failed is not used again.</summary>
    private void Answer<T>(Func<T> work, TaskCompletionSource<T> answer, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            answer.SetCanceled(cancellation);
            return;
        }
        try
        {
            answer.SetResult(work());
        }
        catch (Exception e)
        {
            Drop();
            answer.SetException(_dialect.Explain(e));
        }
    }

    private void Drop()
    {
        try
        {
            _session?.Dispose();
        }
        catch (Exception)
        {
            // The connection was lost already; whatever it had begun is rolled back with it.
        }
        _session = null;
    }
}
