using System.Collections.Immutable;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>What happens to many sub-meetings at once is told in events of a bounded size.</summary>
public sealed class PortionsTests
{
    private const int Subs = Portions.Largest + 1;
    private AccountState _state = AccountState.Empty;

    public PortionsTests()
    {
        for (var i = 0; i < Subs; i++)
        {
            var meeting = MeetingId.Parse($"forum/{i}");
            Tell(new AccountCommand.Submit(ReportFrom(B, meeting, 1) with { MainMeeting = Forum }, null) { Now = Time });
        }
    }

    [Fact]
    public void A_gate_opens_for_each_of_them_and_closes_again()
    {
        Tell(new AccountCommand.Submit(MainFrom(C), null) { Now = Time });
        var closing = new AccountCommand.Submit(CancelFrom(C, Forum, 2), null) { Now = Time };

        Assert.Equal(Subs, Ready());
        Assert.Equal([Portions.Largest, 1], Tell(closing).OfType<AccountEvent.GateClosed>().Select(e => e.Deliveries.Length));
        Assert.Equal(0, Ready());
    }

    [Fact]
    public void The_events_of_a_gate_that_opens_are_bounded()
    {
        var opening = new AccountCommand.Submit(MainFrom(C), null) { Now = Time };

        Assert.Equal([Portions.Largest, 1], Tell(opening).OfType<AccountEvent.GateOpened>().Select(e => e.Deliveries.Length));
    }

    [Fact]
    public void A_gate_that_stays_closed_is_told_for_each_of_them()
    {
        var wake = new AccountCommand.Wake { Now = Time.AddSeconds(5) };

        Assert.Equal([Portions.Largest, 1], Tell(wake).OfType<AccountEvent.GateStillClosed>().Select(e => e.Deliveries.Length));
        Assert.Empty(Tell(wake));
    }

    [Fact]
    public void Each_that_was_free_to_leave_is_recovered()
    {
        Tell(new AccountCommand.Submit(MainFrom(C), null) { Now = Time });
        var resume = new AccountCommand.Resume { Now = Time };

        var recovered = Tell(resume).OfType<AccountEvent.DeliveriesRecovered>().ToList();

        Assert.All(recovered, e => Assert.InRange(e.Deliveries.Length, 1, Portions.Largest));
        Assert.Equal(Subs + 1, recovered.Sum(e => e.Deliveries.Length));
    }

    private int Ready() => _state.Queues.Values.SelectMany(q => q.ReadySubs).Count();

    private ImmutableArray<AccountEvent> Tell(AccountCommand command)
    {
        var decision = Account.Decide(BothWays, _state, command, InFlight.None);
        _state = decision.State;
        return decision.Events;
    }
}
