namespace ActorSync.Engine;

/// <summary>An answer that somebody outside waits for. It holds nothing of what was asked, so that it may outlive that.</summary>
/// <param name="refusal">What is answered to what cannot be dealt with, or not in time.</param>
internal sealed class Reply<T>(T refusal) : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IReply
{
    public bool IsAnswered => Task.IsCompleted;

    public void Refuse() => TrySetResult(refusal);

    /// <summary>The answer, unless who waits for it goes before.</summary>
    public Task<T> Until(CancellationToken cancellation) => cancellation.CanBeCanceled ? Cancellable(cancellation) : Task;

    /// <summary>Not `WaitAsync`: it goes by way of the thread pool, whatever scheduler is ambient.</summary>
    private async Task<T> Cancellable(CancellationToken cancellation)
    {
        using var cancelled = cancellation.UnsafeRegister(_ => TrySetCanceled(cancellation), null);
        return await Task;
    }
}
