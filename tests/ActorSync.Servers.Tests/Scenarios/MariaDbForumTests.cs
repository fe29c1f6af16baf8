using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Scenarios;

[NeedsMariaDb]
public sealed class MariaDbForumTests() : DatabaseContract(new EmbeddedEngine())
{
    [Fact]
    public async Task Of_two_nodes_on_one_store_the_first_is_fenced_and_says_so()
    {
        await using var forum = await Start(Slowly);
        await using var second = forum.AnotherNode();
        using var health = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);

        await second.Start();

        await health.Until(ready: false);
        Assert.Contains("was taken over", await health.Answer(), StringComparison.Ordinal);
        // What the first had not answered is answered by whoever takes its place at its address.
        await second.Kill();
        await forum.Node.Kill();
        await forum.Node.Start();
        await feeding;
        await forum.Verify();
    }
}
