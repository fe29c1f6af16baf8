using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using Xunit;

namespace ActorSync.Tests.Akka;

public sealed class ForumTests() : ForumContract(new AkkaNode())
{
    [Fact]
    public async Task A_node_that_is_told_to_stop_drains_and_ends_well()
    {
        await using var forum = await Start(SimulatedFaults.None);
        await forum.Feed();

        Assert.Equal(0, await forum.Node.Stop());

        await forum.Node.Start();
        await forum.Verify();
    }
}
