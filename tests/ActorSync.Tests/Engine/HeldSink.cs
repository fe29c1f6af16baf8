namespace ActorSync.Tests.Engine;

/// <summary>A way out with room for everybody, whose calls end when a test says so.</summary>
internal sealed class HeldSink : ISink
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _calls;

    /// <summary>Completes with the first call.</summary>
    public Task Called => _called.Task;

    /// <summary>How many have begun.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public void LetGo() => _gate.TrySetResult();

    public int Room(PartyId to) => 1;

    /// <summary>What entering fails with.</summary>
    public Exception? EnterFault { get; set; }

    public ValueTask<ISinkPlace?> Enter(PartyId to, bool again) => EnterFault is null ? new(new Place(this)) : throw EnterFault;

    private sealed class Place(HeldSink sink) : ISinkPlace
    {
        public async Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation)
        {
            Interlocked.Increment(ref sink._calls);
            sink._called.TrySetResult();
            await sink._gate.Task.WaitAsync(cancellation);
            return Some.Attempt(AttemptResult.Delivered, delivery.Attempts + 1);
        }

        public void Dispose()
        {
        }
    }
}
