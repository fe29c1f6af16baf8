using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ActorSync.Tests.Akka;

/// <summary>A way out on which every call is answered by the test.</summary>
internal sealed class TestSink : ISink
{
    private readonly Channel<TestCall> _calls = Channel.CreateUnbounded<TestCall>();

    /// <summary>What was called, in order.</summary>
    public ConcurrentQueue<DeliveryId> Called { get; } = new();

    public int Room(PartyId to) => 1;

    public ValueTask<ISinkPlace?> Enter(PartyId to, bool again) => new(new Place(this));

    /// <summary>The next call, not answered yet.</summary>
    public async Task<TestCall> Next() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public bool IsQuiet => !_calls.Reader.TryPeek(out _);

    private sealed class Place(TestSink sink) : ISinkPlace
    {
        public Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation)
        {
            var call = new TestCall(delivery, new(TaskCreationOptions.RunContinuationsAsynchronously));
            sink.Called.Enqueue(delivery.Id);
            sink._calls.Writer.TryWrite(call);
            return call.Answered.Task;
        }

        public void Dispose() { }
    }
}

/// <summary>A call that waits for the test's answer.</summary>
internal sealed record TestCall(Delivery Delivery, TaskCompletionSource<Attempt> Answered)
{
    public void Answer(AttemptResult result) => Answered.SetResult(Some.Attempt(result, Delivery.Attempts + 1));
}
