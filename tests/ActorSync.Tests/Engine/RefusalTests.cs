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
}
