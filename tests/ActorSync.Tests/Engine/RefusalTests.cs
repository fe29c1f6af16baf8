using Xunit;

namespace ActorSync.Tests.Engine;

/// <summary>What is refused after it was taken in leaves its room to others (R5).</summary>
public sealed class RefusalTests
{
    private const int Big = 60_000;

    /// <summary>More than there is room for.</summary>
    private const int Many = 40;

    [Fact]
    public async Task Submissions_to_an_account_that_cannot_be_read_take_no_room_from_others()
    {
        await using var run = new EngineRun(journal => journal.Unreadable = Some.Account);

        for (var i = 0; i < Many; i++) Assert.IsType<AccountReply.Unanswered>(await run.Submit(Some.Account, Big));

        Assert.IsType<AccountReply.Decided>(await run.Submit(EngineRun.Elsewhere(Some.Account), Big));
    }

    [Fact]
    public async Task Submissions_whose_accounts_the_store_fails_to_read_take_no_room_from_later_ones()
    {
        await using var run = new EngineRun();
        run.Journal.LoadFault = new InvalidOperationException("a defect");
        for (var i = 0; i < Many; i++) Assert.IsType<AccountReply.Unanswered>(await run.Submit(Some.Account, Big));

        run.Journal.LoadFault = null;

        Assert.IsType<AccountReply.Decided>(await run.Submit(Some.Account, Big));
    }

    [Fact]
    public async Task Submissions_to_a_shard_that_was_taken_over_take_no_room_from_other_shards()
    {
        await using var run = new EngineRun();
        await run.Submit(Some.Account);
        await run.TakeOver(Some.Account);

        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => run.Submit(EngineRun.Beside(Some.Account), Big)));

        Assert.NotNull(run.Engine.Ownership.Fault);
        for (var i = 0; i < Many; i++) Assert.IsType<AccountReply.Decided>(await run.Submit(EngineRun.Elsewhere(Some.Account), Big));
    }

    [Fact]
    public async Task What_is_answered_is_not_kept_because_somebody_who_came_before_waits_still()
    {
        await using var run = new EngineRun();
        await run.Submit(Some.Account);
        var write = new TaskCompletionSource();
        run.Journal.AppendAfter = write.Task;
        var waits = run.Submit(EngineRun.Elsewhere(Some.Account));
        await EngineRun.Until(() => run.Journal.IsWaiting);

        var data = await Refused(run);
        GC.Collect();

        Assert.InRange(data.Count(d => d.IsAlive), 0, Many / 10);
        write.SetResult();
        Assert.IsType<AccountReply.Decided>(await waits);
    }

    /// <summary>Sends other content under an id that is known: nothing is written for it.</summary>
    /// <returns>What was sent.</returns>
    private static async Task<List<WeakReference>> Refused(EngineRun run)
    {
        List<WeakReference> sent = [];
        for (var i = 0; i < Many; i++)
        {
            var data = Some.Data($"other-{i}");
            sent.Add(new(data));
            var id = SubmissionId.Parse("B", $"{Some.Account}-1");
            var submission = Some.MainFrom(Some.B) with { Id = id, Account = Some.Account, Data = data };
            var told = run.Engine.Tell(Some.Account, new AccountCommand.Submit(submission, null) { Now = Some.Time }, default);
            Assert.IsType<AccountReply.Decided>(await told.WaitAsync(EngineRun.Patience));
        }
        return sent;
    }
}
