using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine;

/// <summary>No fault of the journal, foreseen or not, ends a shard for good (R26).</summary>
public sealed class FaultTests
{
    private static readonly Exception Defect = new InvalidOperationException("a defect");

    [Fact]
    public async Task A_shard_that_cannot_be_taken_over_says_why_and_works_as_soon_as_it_can()
    {
        await using var run = new EngineRun(journal => journal.TakeFault = Defect);
        await EngineRun.Until(() => run.Engine.Ownership.Fault?.Contains("a defect", StringComparison.Ordinal) is true);

        run.Journal.TakeFault = null;

        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account));
        Assert.IsType<AccountReply.Decided>(await run.Submit(EngineRun.Elsewhere(Some.Account)));
        Assert.Null(run.Engine.Ownership.Fault);
    }

    [Fact]
    public async Task A_shard_that_the_store_does_not_let_be_taken_over_counts_as_not_owned_until_it_is()
    {
        await using var run = new EngineRun(journal => journal.TakeFault = new StoreUnavailableException("busy"));
        Assert.Equal("shard 0 is not taken over yet", run.Engine.Ownership.Fault);
        await EngineRun.Until(() => run.Engine.Store.Fault is "busy");
        Assert.Equal("shard 0 is not taken over yet", run.Engine.Ownership.Fault);

        run.Journal.TakeFault = null;

        await EngineRun.Until(() => run.Engine.Ownership.Fault is null);
    }

    [Fact]
    public async Task An_engine_whose_shards_cannot_be_taken_over_does_not_wait_for_them_when_it_stops()
    {
        var time = new ManualTime();
        await using var run = new EngineRun(journal => journal.TakeFault = Defect, EngineRuntime.Machine with { Time = time });

        var stopped = run.Engine.Stop();

        await Task.WhenAny(stopped, Task.Delay(EngineRun.Patience, TimeProvider.System));
        var waitsForNobody = stopped.IsCompletedSuccessfully;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(waitsForNobody);
    }

    [Fact]
    public async Task A_shard_outlives_a_read_that_is_cancelled_though_nobody_asked_for_that()
    {
        await using var run = new EngineRun(journal => journal.LoadFault = new OperationCanceledException());
        Assert.IsType<AccountReply.Unanswered>(await run.Submit(Some.Account));

        run.Journal.LoadFault = null;

        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account));
    }

    [Fact]
    public async Task A_shard_outlives_a_write_that_is_cancelled_though_nobody_asked_for_that()
    {
        await using var run = new EngineRun(journal => journal.AppendFault = new OperationCanceledException());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Submit(Some.Account));

        run.Journal.AppendFault = null;

        Assert.Equal(Verdict.Accepted, await VerdictOf(run));
    }

    [Fact]
    public async Task What_could_be_neither_written_nor_read_again_is_not_taken_for_stored()
    {
        await using var run = new EngineRun();
        run.Journal.FaultAfterAppend = Defect;
        run.Journal.AppendFault = Defect;
        var failed = run.Submit(Some.Account);
        await EngineRun.Until(() => run.Journal.LoadFault is not null);

        run.Journal.AppendFault = null;
        run.Journal.LoadFault = null;

        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);
        Assert.Equal(Verdict.Accepted, await VerdictOf(run));
    }

    [Fact]
    public async Task The_end_of_a_call_is_not_lost_with_a_read_that_fails_beside_it()
    {
        await using var run = new EngineRun();
        await run.Submit(Some.Account);
        await run.Sink.Called;
        var beside = EngineRun.Beside(Some.Account, 2);
        var write = new TaskCompletionSource();
        run.Journal.AppendAfter = write.Task;
        var written = run.Submit(beside[0]);
        await EngineRun.Until(() => run.Journal.IsWaiting);

        // While the shard is busy with the write, the call ends and somebody comes who cannot be read.
        run.Sink.LetGo();
        await EngineRun.Until(() => run.Engine.Calling.Count == 0);
        run.Journal.LoadFault = Defect;
        var unread = run.Submit(beside[1]);
        run.Journal.AppendAfter = null;
        write.SetResult();

        await written;
        Assert.IsType<AccountReply.Unanswered>(await unread);
        run.Journal.LoadFault = null;
        var view = await run.Engine.Read(Some.Account, default).WaitAsync(EngineRun.Patience);
        Assert.Empty(view!.InFlight.Deliveries);
        Assert.True(view.State[Some.Forum].At(Some.C).IsDone);
    }

    [Fact]
    public async Task A_receiver_is_not_called_without_a_pause_while_the_store_takes_no_end_of_a_call()
    {
        var time = new ManualTime();
        await using var run = new EngineRun(runtime: EngineRuntime.Machine with { Time = time });
        await run.Submit(Some.Account);
        await run.Sink.Called;
        run.Journal.AppendFault = Defect;
        run.Sink.LetGo();

        // The end of the call comes before the question, and another call would be under way when that is answered.
        await EngineRun.Until(() => run.Engine.Calling.Count == 0);
        Assert.NotNull(await run.Engine.Read(Some.Account, default).WaitAsync(EngineRun.Patience));
        Assert.Equal(1, run.Sink.Calls);

        run.Journal.AppendFault = null;
        await EngineRun.Until(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            return run.Sink.Calls == 2 && run.Engine.Calling.Count == 0;
        });
        Assert.True((await run.Engine.Read(Some.Account, default).WaitAsync(EngineRun.Patience))!.State[Some.Forum].At(Some.C).IsDone);
    }

    [Fact]
    public async Task A_receiver_is_called_ever_less_often_while_nothing_can_be_made_of_the_end_of_a_call()
    {
        var time = new ManualTime();
        var queue = new NotedQueue(new InProcessDelayQueue());
        await using var run = new EngineRun(runtime: EngineRuntime.Machine with { Time = time }, parts: parts => parts with
        {
            DelayQueue = queue,
            Decide = (rules, state, command, inFlight) =>
                command is AccountCommand.FinishAttempt ? throw Defect : Account.Decide(rules, state, command, inFlight),
        });
        run.Sink.LetGo();
        await run.Submit(Some.Account);

        for (var rest = TimeSpan.FromMilliseconds(20); rest < TimeSpan.FromSeconds(2); rest *= 2)
        {
            Assert.Equal(time.GetUtcNow() + rest, (await queue.Next()).Due);
            time.Advance(rest);
        }
    }

    [Fact]
    public async Task An_account_that_gets_on_again_rests_as_shortly_as_at_first_when_it_does_not()
    {
        var time = new ManualTime();
        var queue = new NotedQueue(new InProcessDelayQueue());
        await using var run = new EngineRun(runtime: EngineRuntime.Machine with { Time = time }, parts: p => p with { DelayQueue = queue });
        run.Journal.AppendFault = Defect;
        foreach (var rest in new[] { 20, 40 })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => run.Submit(Some.Account));
            Assert.Equal(time.GetUtcNow() + TimeSpan.FromMilliseconds(rest), (await queue.Next()).Due);
        }

        run.Journal.AppendFault = null;
        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account));
        await run.Sink.Called;
        run.Journal.AppendFault = Defect;
        run.Sink.LetGo();

        Assert.Equal(time.GetUtcNow() + TimeSpan.FromMilliseconds(20), (await queue.Next()).Due);
    }

    [Fact]
    public async Task Of_accounts_that_are_written_together_only_the_one_that_cannot_be_written_fails()
    {
        await using var run = new EngineRun();
        var accounts = EngineRun.Beside(Some.Account, 4);
        var write = new TaskCompletionSource();
        run.Journal.AppendAfter = write.Task;
        var first = run.Submit(Some.Account);
        await EngineRun.Until(() => run.Journal.IsWaiting);
        run.Journal.Unwritable = accounts[1];
        var together = accounts.Select(a => run.Submit(a)).ToArray();
        run.Journal.AppendAfter = null;
        write.SetResult();

        Assert.IsType<AccountReply.Decided>(await first);
        foreach (var i in new[] { 0, 2, 3 }) Assert.IsType<AccountReply.Decided>(await together[i]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => together[1]);
        Assert.Null(run.Engine.Ownership.Fault);
    }

    [Fact]
    public async Task Whoever_fails_to_hear_what_is_stored_keeps_no_account_from_acting()
    {
        await using var run = new EngineRun();
        run.Engine.Stored += (_, _) => throw new InvalidOperationException("a listener's defect");

        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account));

        await run.Sink.Called.WaitAsync(EngineRun.Patience);
    }

    [Fact]
    public async Task An_account_that_cannot_act_now_acts_later()
    {
        await using var run = new EngineRun();
        run.Sink.EnterFault = Defect;
        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account));

        run.Sink.EnterFault = null;

        await run.Sink.Called.WaitAsync(EngineRun.Patience);
    }

    private static async Task<Verdict> VerdictOf(EngineRun run) =>
        Assert.IsType<Answer.Received>(Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account)).Answer).Verdict;
}
