namespace ActorSync.Engine;

/// <summary>An answer that somebody outside waits for. It holds nothing of what was asked, so that it may outlive that.</summary>
/// <param name="refusal">What is answered to what cannot be dealt with, or not in time.</param>
internal sealed class Reply<T>(T refusal) : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IReply
{
    public bool IsAnswered => Task.IsCompleted;

    public void Refuse() => TrySetResult(refusal);
}
