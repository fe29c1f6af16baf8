using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>R14: two parties that keep changing one registration back and forth are stopped.</summary>
public sealed class LoopTests
{
    private readonly AccountRun _run = new(BothWays);

    /// <summary>B and C take turns, each after the other's change was delivered to it.</summary>
    private Submission TakeTurns(int changes, TimeSpan pause)
    {
        var change = MainFrom(B);
        for (var i = 1; i <= changes; i++)
        {
            _run.Advance(pause);
            var party = i % 2 == 1 ? B : C;
            change = MainFrom(party, i) with { OccurredAt = _run.Now };
            _run.Submit(change);
            if (!_run.InFlight.Deliveries.IsEmpty) _run.Deliver(_run.InFlight.Deliveries[0]);
        }
        return change;
    }

    [Fact]
    public void The_sixth_alternation_within_a_minute_is_parked()
    {
        var sixth = TakeTurns(7, TimeSpan.FromSeconds(5));

        Assert.Equal(Status.Parked, _run.Log[sixth].Status);
        Assert.StartsWith("loop", _run.Log[sixth].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fifth_alternation_goes_on() => Assert.Equal(Status.Done, _run.Log[TakeTurns(6, TimeSpan.FromSeconds(5))].Status);

    [Fact]
    public void Slow_alternations_go_on() => Assert.Equal(Status.Done, _run.Log[TakeTurns(40, TimeSpan.FromSeconds(13))].Status);

    [Fact]
    public void One_party_may_change_as_often_as_it_likes()
    {
        for (var i = 1; i <= 50; i++) { _run.Submit(MainFrom(B, i)); _run.Deliver(C); }

        Assert.Equal(Status.Done, _run.Log[MainFrom(B, 50)].Status);
    }

    [Fact]
    public void Echoes_are_no_alternations()
    {
        for (var i = 1; i <= 20; i++)
        {
            _run.Submit(MainFrom(B, i));
            _run.Deliver(C);
            _run.Submit(MainFrom(C, i) with { Data = MainFrom(B, i).Data });
        }

        Assert.Equal(Status.Done, _run.Log[MainFrom(B, 20)].Status);
        Assert.Empty(_run.CallsTo(B));
    }

    [Fact]
    public void A_parked_loop_is_released_by_a_person()
    {
        var parked = TakeTurns(7, TimeSpan.FromSeconds(5));
        _run.Release(parked);
        _run.Deliver(C);

        Assert.Equal(Status.Done, _run.Log[parked].Status);
    }

    [Fact]
    public void A_parked_loop_ends_with_a_later_revision()
    {
        var parked = TakeTurns(7, TimeSpan.FromSeconds(5));
        _run.Advance(TimeSpan.FromMinutes(2));
        _run.Submit(MainFrom(B, 8) with { OccurredAt = _run.Now });
        _run.Deliver(C);

        Assert.Equal(Status.Superseded, _run.Log[parked].Status);
        Assert.Equal(MainFrom(B, 8).Content, _run.Parties[C][Forum]);
    }
}
