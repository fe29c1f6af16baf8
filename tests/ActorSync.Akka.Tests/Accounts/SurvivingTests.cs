using Akka.Actor;
using Akka.Cluster.Sharding;
using ActorSync.Actors;
using Xunit;
using Xunit.Abstractions;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Akka;

/// <summary>What outlives the actor, the journal's failures, and its memory.</summary>
public sealed class SurvivingTests(ITestOutputHelper output) : AccountTest(output, snapshotEvery: 2)
{
    [Fact]
    public async Task Nothing_is_answered_that_is_not_stored_and_the_actor_comes_back_by_itself()
    {
        var account = StartSupervised();
        await WithJournalWrite(write => write.Fail(), async () =>
        {
            account.Tell(new ToAccount.Tell(Some.Account, new AccountCommand.Submit(MainFrom(B), null) { Now = Time }), TestActor);
            await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(500));
        });
        Assert.Empty(Events);

        // What was in the mailbox of the actor that ended is gone unanswered: whoever got no answer sends it again.
        var command = new AccountCommand.Submit(MainFrom(B), null) { Now = Time };
        await AwaitAssertAsync(
            () => Tell(account, command, TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50));

        await Answer(AttemptResult.Delivered, MainFrom(B));
    }

    [Fact]
    public async Task A_receivers_answer_is_not_forgotten_because_the_journal_failed()
    {
        var account = StartSupervised();
        await Submit(account, MainFrom(B));
        var call = await Calls.Next();
        await WithJournalWrite(write => write.Fail(), async () =>
        {
            call.Answer(AttemptResult.Delivered);
            await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(500));
        });

        await AwaitAssertAsync(
            () => Assert.Contains(Events, e => e is AccountEvent.Delivered), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(50));

        Assert.Single(Calls.Called);
        Assert.Empty(Context.Calls.Deliveries);
    }

    [Fact]
    public async Task An_actor_that_comes_back_while_its_call_is_under_way_does_not_call_again()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        var call = await Calls.Next();
        await account.GracefulStop(TimeSpan.FromSeconds(10));

        var again = Start();

        await Until(again, v => v.InFlight.Deliveries.Length == 1);
        await Wake(again);
        Assert.True(Calls.IsQuiet);
        call.Answer(AttemptResult.Delivered);
        await Until(again, v => v.State.Queues.IsEmpty);
    }

    [Fact]
    public async Task A_snapshot_and_the_events_after_it_are_the_account()
    {
        var account = Start();
        for (var revision = 1; revision <= 3; revision++)
        {
            await Submit(account, MainFrom(B, revision));
            await Answer(AttemptResult.Delivered, MainFrom(B, revision));
            await Until(account, v => v.State.Queues.IsEmpty);
        }
        var before = await Read(account);
        await account.GracefulStop(TimeSpan.FromSeconds(10));

        var after = await Read(Start());

        Assert.Equal(before.State.Version, after.State.Version);
        Assert.Equal(Snapshot.Write(before.State).Length, Snapshot.Write(after.State).Length);
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_is_replaced_by_the_events()
    {
        var account = StartSupervised();
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Until(account, v => v.State.Version == 2);
        await account.GracefulStop(TimeSpan.FromSeconds(10));
        Context.WithoutSnapshot.TryAdd(Some.Account, true);

        var after = await Read(StartSupervised());

        Assert.Equal(2, after.State.Version);
    }

    [Fact]
    public async Task An_account_that_leaves_waits_for_its_call_and_comes_back_as_it_was()
    {
        var account = Start();
        await Submit(account, MainFrom(B));
        var call = await Calls.Next();
        Watch(account);

        account.Tell(StopAccount.Instance);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        call.Answer(AttemptResult.Delivered);
        await ExpectTerminatedAsync(account, TimeSpan.FromSeconds(20));

        Assert.True((await Read(Start())).State.Queues.IsEmpty);
    }
}

/// <summary>Who is not asked for a while.</summary>
public sealed class PassivationTests(ITestOutputHelper output) : AccountTest(output, idleTime: TimeSpan.FromMilliseconds(200))
{
    [Fact]
    public async Task An_idle_account_asks_to_leave_and_one_that_is_being_called_does_not()
    {
        var shard = CreateTestProbe();
        var account = shard.ChildActorOf(Props.Create(() => new AccountActor(Context, Some.Account)));
        await Submit(account, MainFrom(B));
        var call = await Calls.Next();
        await shard.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(600));

        call.Answer(AttemptResult.Delivered);

        var passivate = await shard.ExpectMsgAsync<Passivate>(TimeSpan.FromSeconds(20));
        Assert.IsType<StopAccount>(passivate.StopMessage);
    }

    [Fact]
    public async Task A_supervised_account_leaves_for_good_and_returns_with_the_next_message()
    {
        var account = StartSupervised();
        await Submit(account, MainFrom(B));
        await Answer(AttemptResult.Delivered, MainFrom(B));
        await Until(account, v => v.State.Queues.IsEmpty);
        Watch(account);

        account.Tell(StopAccount.Instance);

        await ExpectTerminatedAsync(account, TimeSpan.FromSeconds(20));
        Assert.Equal(2, (await Read(StartSupervised())).State.Version);
    }
}
