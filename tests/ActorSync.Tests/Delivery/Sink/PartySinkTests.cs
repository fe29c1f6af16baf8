using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

/// <summary>The way to a party goes by the time that passes, not by what the machine's clock is set to.</summary>
public sealed class PartySinkTests : IDisposable
{
    private static readonly PartySinkSettings Settings = new()
    {
        MaxInFlight = 100, MaxWaiting = 100, AttemptTimeout = TimeSpan.FromSeconds(10),
        CircuitBreaker = new()
        {
            FailureRatio = 1, MinimumCalls = 1000, FailuresInARow = 2, Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromSeconds(5),
        },
    };

    private readonly ManualTime _time = new();
    private readonly Answers _party = new();
    private PartySink? _sink;

    public void Dispose() => _sink?.Dispose();

    [Fact]
    public void A_rate_goes_on_when_the_clock_was_set_back()
    {
        var sink = Sink(Settings with { RatePerSecond = 2 });
        var placed = Enumerable.Range(0, 4).Select(_ => sink.Enter(again: false).AsTask()).ToList();
        Assert.Equal(2, placed.Count(p => p.IsCompleted));

        _time.SetBack(TimeSpan.FromHours(1));
        for (var i = 0; i < 4; i++) _time.Advance(TimeSpan.FromMilliseconds(501));

        Assert.All(placed, p => Assert.True(p.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task An_open_circuit_tries_again_when_the_clock_was_set_back()
    {
        var sink = Sink(Settings);
        for (var i = 0; i < 2; i++) await Call(sink, AttemptResult.Temporary);
        var waiting = sink.Enter(again: false).AsTask();
        Assert.False(waiting.IsCompleted);

        _time.SetBack(TimeSpan.FromHours(1));
        _time.Advance(Settings.CircuitBreaker.Break);

        Assert.NotNull(await waiting.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System));
    }

    [Fact]
    public async Task A_call_that_fails_in_a_way_that_nobody_foresaw_is_an_attempt_of_unknown_effect()
    {
        _party.Fault = new InvalidOperationException("a defect");
        using var place = await Sink(Settings).Enter(again: false);

        var attempt = await place!.Call(Some.Account, SomeDelivery.Main, default);

        Assert.Equal(AttemptResult.UnknownEffect, attempt.Result);
        Assert.EndsWith("a defect", attempt.Detail, StringComparison.Ordinal);
    }

    private PartySink Sink(PartySinkSettings settings) => _sink = new(new(Some.C, _party, settings), _time);

    private async Task Call(PartySink sink, AttemptResult result)
    {
        _party.Result = result;
        using var place = await sink.Enter(again: false);
        await place!.Call(Some.Account, SomeDelivery.Main, default);
    }

    private sealed class Answers : IParty
    {
        public AttemptResult Result { get; set; }

        public Exception? Fault { get; set; }

        public Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation) =>
            Fault is null ? Task.FromResult(new PartyAnswer(Result)) : throw Fault;
    }
}
