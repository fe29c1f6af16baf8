using Akka.Actor;
using ActorSync.Actors;
using Xunit;
using Xunit.Abstractions;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>No call begins that a stop does not wait for.</summary>
public sealed class StoppingTests(ITestOutputHelper output) : AccountTest(output)
{
    [Fact]
    public async Task A_place_that_comes_free_after_the_calls_have_been_waited_for_is_given_back_unused()
    {
        var sink = new LateSink();
        var context = Context with { Sink = sink };
        var account = Sys.ActorOf(Props.Create(() => new AccountActor(context, Some.Account)));
        await Submit(account, MainFrom(B));
        await Context.Calls.Drain(TimeSpan.FromSeconds(20), TimeProvider.System);

        sink.Arrive();

        await AwaitConditionAsync(() => Task.FromResult(sink.IsGivenBack), TimeSpan.FromSeconds(20));
        Assert.False(sink.IsCalled);
    }

    /// <summary>A way out with one place, which comes free when the test says so.</summary>
    private sealed class LateSink : ISink, ISinkPlace
    {
        private readonly TaskCompletionSource<ISinkPlace?> _place = new();

        public bool IsCalled { get; private set; }

        public bool IsGivenBack { get; private set; }

        public void Arrive() => _place.SetResult(this);

        public int Room(PartyId to) => 1;

        public ValueTask<ISinkPlace?> Enter(PartyId to, bool again) => new(_place.Task);

        public Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation)
        {
            IsCalled = true;
            return new TaskCompletionSource<Attempt>().Task;
        }

        public void Dispose() => IsGivenBack = true;
    }
}
