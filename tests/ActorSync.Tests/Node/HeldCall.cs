namespace ActorSync.Tests.Node;

/// <summary>A call that a party keeps waiting.</summary>
internal sealed class HeldCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call is there.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(Patience, TimeProvider.System);

    /// <summary>Lets the answer go.</summary>
    public void Release() => _released.TrySetResult();

    internal Task Arrive()
    {
        _arrived.TrySetResult();
        return _released.Task.WaitAsync(Patience, TimeProvider.System);
    }
}
