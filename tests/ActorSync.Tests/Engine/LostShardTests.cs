using Xunit;

namespace ActorSync.Tests.Engine;

/// <summary>Whoever tells a shard something that this process does not own any more hears so, and why.</summary>
public sealed class LostShardTests
{
    [Fact]
    public async Task A_shard_that_was_taken_over_is_told_as_such_and_not_as_busy()
    {
        await using var run = new EngineRun();
        await run.Submit(Some.Account);
        await run.TakeOver(Some.Account);
        await run.Submit(EngineRun.Beside(Some.Account));
        await EngineRun.Until(() => run.Engine.Ownership.Fault is not null);

        var reply = Assert.IsType<AccountReply.NotOwned>(await run.Submit(Some.Account));

        Assert.Contains("was taken over by somebody else", reply.Why, StringComparison.Ordinal);
        Assert.Equal(run.Engine.Ownership.Fault, reply.Why);
        Assert.IsType<AccountReply.Decided>(await run.Submit(EngineRun.Elsewhere(Some.Account)));
    }

    [Fact]
    public async Task A_store_that_was_put_back_under_a_shard_is_not_told_as_somebody_elses()
    {
        await using var run = new EngineRun(journal => journal.Refusal = new AppendRefusal.OutOfStep(Some.Account));
        Assert.IsType<AccountReply.Unanswered>(await run.Submit(Some.Account));
        await EngineRun.Until(() => run.Engine.Ownership.Fault is not null);

        var reply = Assert.IsType<AccountReply.NotOwned>(await run.Submit(Some.Account));

        Assert.Contains("put back to an older state, or changed by hand: start the node again", reply.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("taken over", reply.Why, StringComparison.Ordinal);
    }
}
