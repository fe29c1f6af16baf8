using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Persistence.TestKit;
using ActorSync.Actors;
using ActorSync.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace ActorSync.Tests.Akka;

/// <summary>One account's actor over a journal in memory, on a clock and with calls that the test answers.</summary>
public abstract class AccountTest : PersistenceTestKit
{
    private readonly EngineMetrics _metrics;

    private protected AccountTest(ITestOutputHelper output, int snapshotEvery = 100, TimeSpan? idleTime = null)
        : base(ActorSystemSettings.Engine(), null, output)
    {
        _metrics = new(Clock);
        Context = new()
        {
            Rules = Some.BothWays, Shards = new(64), SnapshotEvery = snapshotEvery, IdleTime = idleTime ?? TimeSpan.FromMinutes(5),
            Sink = Calls, Calls = new(NullLogger.Instance), Time = Clock, Chance = () => 0.5, Metrics = _metrics, Log = NullLogger.Instance,
            WakeAt = (_, account, due) => Wishes.Enqueue(due), Stored = (_, events) => { foreach (var e in events) Events.Enqueue(e); },
        };
    }

    private protected TestClock Clock { get; } = new();

    private protected TestSink Calls { get; } = new();

    private protected AccountContext Context { get; }

    /// <summary>When it asked to be woken, in order; null: no more.</summary>
    private protected ConcurrentQueue<DateTimeOffset?> Wishes { get; } = new();

    /// <summary>What has become durable.</summary>
    private protected ConcurrentQueue<AccountEvent> Events { get; } = new();

    private protected IActorRef Start() => Sys.ActorOf(Props.Create(() => new AccountActor(Context, Some.Account)));

    /// <summary>Under its supervisor, as in a shard.</summary>
    private protected IActorRef StartSupervised() =>
        Sys.ActorOf(AccountActor.Supervised(Context, Some.Account, new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100))));

    /// <summary>Returns when the account has answered and done what follows from it.</summary>
    private protected static async Task<Answer> Tell(IActorRef account, AccountCommand command, TimeSpan? timeout = null)
    {
        var reply = await account.Ask<AccountReply>(new ToAccount.Tell(Some.Account, command), timeout ?? TimeSpan.FromSeconds(20));
        var answer = Assert.IsType<AccountReply.Decided>(reply).Answer;
        await Read(account);
        return answer;
    }

    private protected static Task<Answer> Submit(IActorRef account, Submission submission) =>
        Tell(account, new AccountCommand.Submit(submission, null) { Now = Some.Time });

    private protected static async Task<Verdict> Verdict(IActorRef account, Submission submission) =>
        Assert.IsType<Answer.Received>(await Submit(account, submission)).Verdict;

    private protected static async Task Wake(IActorRef account)
    {
        await account.Ask<WakeStored>(new ToAccount.Wake(Some.Account), TimeSpan.FromSeconds(20));
        await Read(account);
    }

    private protected static Task<AccountView> Read(IActorRef account) =>
        account.Ask<AccountView>(new ToAccount.Read(Some.Account), TimeSpan.FromSeconds(20));

    private protected async Task Answer(AttemptResult result, Submission of)
    {
        var call = await Calls.Next();
        Assert.Equal(of.Id, call.Delivery.Id.Submission);
        call.Answer(result);
    }

    /// <summary>Waits until the account says what is expected of it.</summary>
    private protected async Task Until(IActorRef account, Func<AccountView, bool> expected) =>
        await AwaitAssertAsync(
            async () => Assert.True(expected(await Read(account))), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(20));

    protected override void AfterAll()
    {
        base.AfterAll();
        Context.Calls.Dispose();
        _metrics.Dispose();
    }
}
