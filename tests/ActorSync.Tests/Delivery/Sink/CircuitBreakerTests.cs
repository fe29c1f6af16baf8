using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

/// <summary>A call may take longer than the circuit stays open: only the one that is made on trial closes or opens it again.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    private readonly CircuitBreaker _breaker = new(new()
    {
        FailureRatio = 1, MinimumCalls = 1000, FailuresInARow = 2, Window = TimeSpan.FromSeconds(10), Break = Break,
    });

    private TimeSpan _now;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_from_before_the_circuit_opened_does_not_end_the_trial(bool failed)
    {
        var early = Enter();
        Open();
        _now += Break;
        var trial = Enter();

        _breaker.Record(early, failed, _now);

        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
        Assert.Null(_breaker.TryEnter(_now));
        _breaker.Record(trial, failed: false, _now);
        Assert.Equal(CircuitState.Closed, _breaker.State);
    }

    [Fact]
    public void A_place_from_before_the_circuit_opened_that_is_left_unused_makes_no_room_for_a_second_trial()
    {
        var early = Enter();
        Open();
        _now += Break;
        Enter();

        _breaker.Leave(early);

        Assert.Null(_breaker.TryEnter(_now));
    }

    [Fact]
    public void A_trial_that_was_not_made_makes_room_for_another()
    {
        Open();
        _now += Break;
        _breaker.Leave(Enter());

        _breaker.Record(Enter(), failed: true, _now);

        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    [Fact]
    public void Calls_from_before_the_circuit_opened_do_not_open_it_again_when_the_party_works()
    {
        var (one, other) = (Enter(), Enter());
        Open();
        _now += Break;
        _breaker.Record(Enter(), failed: false, _now);

        _breaker.Record(one, failed: true, _now);
        _breaker.Record(other, failed: true, _now);

        Assert.Equal(CircuitState.Closed, _breaker.State);
    }

    private void Open()
    {
        for (var i = 0; i < 2; i++) _breaker.Record(Enter(), failed: true, _now);
        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    private CircuitPass Enter()
    {
        var pass = _breaker.TryEnter(_now);
        Assert.NotNull(pass);
        return pass.Value;
    }
}
