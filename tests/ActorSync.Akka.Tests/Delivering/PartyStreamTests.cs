using Akka.Streams;
using Akka.TestKit.Xunit2;
using ActorSync.Actors;
using ActorSync.Delivering;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>Bounds on the way to one party.</summary>
public sealed class PartyStreamTests : TestKit
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly PartySinkSettings Settings = new()
    {
        MaxInFlight = 2, MaxWaiting = 4, AttemptTimeout = TimeSpan.FromSeconds(5),
        CircuitBreaker = new()
        {
            FailureRatio = 0.5, MinimumCalls = 2, FailuresInARow = 100,
            Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromMilliseconds(300),
        },
    };

    [Fact]
    public async Task No_more_calls_run_than_the_party_takes_and_no_more_wait_than_may()
    {
        var stream = Stream(new Answers(AttemptResult.Delivered));
        var entering = Enumerable.Range(0, 20).Select(_ => stream.Enter(again: false).AsTask()).ToList();
        // The stream places some while it refuses others.
        await AwaitConditionAsync(() => Task.FromResult(entering.Count(IsRefused) >= 10 && entering.Count(IsPlaced) >= 2), Soon);
        var placed = entering.Where(IsPlaced).ToList();

        Assert.Equal(2, placed.Count);
        Assert.Equal(2, stream.Load.InFlight);
        Assert.Equal(0, stream.Room);

        // Those who wait get their places one by one, as others leave.
        var left = placed;
        while (left.Count > 0)
        {
            foreach (var place in left) (await place)!.Dispose();
            await AwaitConditionAsync(
                () => Task.FromResult(entering.All(e => e.IsCompleted) || stream.Load.InFlight == 2 || stream.Load.Waiting == 0), Soon);
            left = [.. entering.Where(e => IsPlaced(e) && !placed.Contains(e))];
            placed.AddRange(left);
        }
        await AwaitConditionAsync(() => Task.FromResult(stream.Room > 0), Soon);

        static bool IsPlaced(Task<ISinkPlace?> entering) => entering is { IsCompletedSuccessfully: true, Result: not null };

        static bool IsRefused(Task<ISinkPlace?> entering) => entering is { IsCompletedSuccessfully: true, Result: null };
    }

    [Fact]
    public async Task A_party_whose_calls_fail_is_left_alone_for_a_while_and_then_tried_again()
    {
        var party = new Answers(AttemptResult.Temporary);
        var stream = Stream(party);
        for (var i = 0; i < 2; i++) await Call(stream);
        await AwaitConditionAsync(() => Task.FromResult(stream.Load.Circuit is CircuitState.Open), Soon);
        party.Result = AttemptResult.Delivered;

        await Call(stream);

        await AwaitConditionAsync(() => Task.FromResult(stream.Load.Circuit is CircuitState.Closed), Soon);
    }

    [Fact]
    public async Task A_call_without_an_answer_ends_with_unknown_effect()
    {
        var stream = Stream(new Answers(null), Settings with { AttemptTimeout = TimeSpan.FromMilliseconds(100) });

        Assert.Equal(AttemptResult.UnknownEffect, (await Call(stream)).Result);
    }

    [Fact]
    public async Task A_closed_way_gives_no_places()
    {
        var stream = Stream(new Answers(AttemptResult.Delivered));
        stream.Dispose();

        Assert.Null(await stream.Enter(again: false));
    }

    private static async Task<Attempt> Call(PartyStream stream)
    {
        using var place = await stream.Enter(again: false).AsTask().WaitAsync(Soon);
        var state = ActorSync.Account.Decide(
            BothWays, AccountState.Empty, new AccountCommand.Submit(MainFrom(B), null) { Now = Time }, InFlight.None).State;
        return await place!.Call(Some.Account, state.Find(new(Forum, MainFrom(B).Id, C))!, default);
    }

    private PartyStream Stream(IParty party, PartySinkSettings? settings = null) =>
        new(new(C, party, settings ?? Settings), Sys.Materializer(), TimeProvider.System);

    /// <summary>A party that always answers the same; null: never.</summary>
    private sealed class Answers(AttemptResult? result) : IParty
    {
        public AttemptResult? Result { get; set; } = result;

        public async Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation)
        {
            if (Result is null) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new(Result!.Value);
        }
    }
}
