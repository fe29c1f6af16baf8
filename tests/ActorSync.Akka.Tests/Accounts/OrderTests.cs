using Xunit;
using Xunit.Abstractions;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>Who goes first, through the actor.</summary>
public sealed class OrderTests(ITestOutputHelper output) : AccountTest(output)
{
    [Fact]
    public async Task A_main_goes_before_the_sub_that_came_after_it()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        await Submit(account, SubFrom(B));

        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Answer(AttemptResult.Delivered, SubFrom(B));

        await Until(account, v => v.State.Queues.IsEmpty);
        Assert.Equal([Forum, Dinner], Calls.Called.Select(c => c.Meeting));
    }

    [Fact]
    public async Task A_sub_that_came_first_leaves_as_soon_as_its_main_is_done()
    {
        var account = Start();
        await Submit(account, SubFrom(B));
        Assert.True(Calls.IsQuiet);
        await Submit(account, MainFrom(B));

        await Answer(AttemptResult.Delivered, MainFrom(B));
        // The clock has not moved: it is not the timer that lets it go.
        await Answer(AttemptResult.Delivered, SubFrom(B));

        await Until(account, v => v.State.Queues.IsEmpty);
    }

    [Fact]
    public async Task A_main_that_comes_while_a_sub_is_called_waits_its_turn_and_goes_before_the_waiting_subs()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Submit(account, SubFrom(B));
        var sub = await Calls.Next();
        await Submit(account, ReportFrom(B, Visit, 1));
        await Submit(account, MainFrom(B, 2));
        Assert.True(Calls.IsQuiet);

        sub.Answer(AttemptResult.Delivered);

        await Answer(AttemptResult.Delivered, MainFrom(B, 2));
        await Answer(AttemptResult.Delivered, ReportFrom(B, Visit, 1));
    }

    [Fact]
    public async Task A_timer_that_fires_before_the_main_is_done_leaves_the_sub_at_the_gate()
    {
        var account = Start();
        await Submit(account, SubFrom(B));
        Assert.Equal(Time.AddSeconds(5), Wishes.Last());
        Clock.Advance(TimeSpan.FromSeconds(5));

        await Wake(account);

        Assert.True(Calls.IsQuiet);
        Assert.Equal(Time.AddHours(24), Wishes.Last());
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Answer(AttemptResult.Delivered, SubFrom(B));
    }

    [Fact]
    public async Task A_sub_whose_main_never_comes_is_parked_and_goes_when_it_comes_after_all()
    {
        var account = Start();
        await Submit(account, SubFrom(B));
        Clock.Advance(TimeSpan.FromHours(24));
        await Wake(account);
        Assert.Contains(Events, e => e is AccountEvent.DeliveryParked { Reason: ParkReason.MainMissing });

        await Submit(account, MainFrom(B));

        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Answer(AttemptResult.Delivered, SubFrom(B));
    }

    [Fact]
    public async Task A_rejected_main_parks_and_keeps_its_subs_until_a_retry_is_done()
    {
        var account = Start();
        await Submit(account, SubFrom(B));
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Permanent, MainFrom(B));
        await Until(account, v => v.State.Find(new(Forum, MainFrom(B).Id, C))?.Parked is ParkReason.Rejected);
        Assert.True(Calls.IsQuiet);

        await Tell(account, new AccountCommand.Retry(Forum, MainFrom(B).Id, null, "ann", "fixed at C") { Now = Time });

        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Answer(AttemptResult.Delivered, SubFrom(B));
    }

    [Fact]
    public async Task A_call_that_failed_for_now_is_repeated_under_the_same_key_when_the_account_is_woken()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        var first = await Calls.Next();
        first.Answer(AttemptResult.Temporary);
        await Until(account, v => v.InFlight.Deliveries.IsEmpty);
        Clock.Advance(Wishes.Last()!.Value - Clock.GetUtcNow());

        await Wake(account);

        var second = await Calls.Next();
        Assert.Equal(first.Delivery.IdempotencyKey, second.Delivery.IdempotencyKey);
        second.Answer(AttemptResult.Delivered);
    }
}
