using ActorSync.Node.Api;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class ReceiptTests
{
    [Fact]
    public void An_account_that_is_not_this_nodes_any_more_is_told_as_such_and_not_as_busy()
    {
        var receipt = Receipt.Of(new(), new AccountReply.NotOwned("shard 3 was taken over", TimeSpan.FromSeconds(10)));

        Assert.Equal(503, receipt.Status);
        Assert.Equal("Nothing was done: shard 3 was taken over.", receipt.Problem?.Detail);
        Assert.Equal(TimeSpan.FromSeconds(10), receipt.Problem?.RetryAfter);
    }
}
