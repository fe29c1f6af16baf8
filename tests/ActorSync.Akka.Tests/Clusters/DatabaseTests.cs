using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Akka;

[NeedsMariaDb]
public sealed class DatabaseTests() : DatabaseContract(new AkkaNode())
{
    [Fact]
    public async Task A_database_that_is_killed_while_nobody_asks_for_anything_is_missed_and_found_again()
    {
        await using var forum = await Start(SimulatedFaults.None);
        using var health = new Readiness(forum.Node.Management);
        await forum.Feed();
        await forum.Verify();

        await Server.Kill();
        await health.Until(ready: false);
        await Server.Start();
        await health.Until(ready: true);
        await forum.Verify();
    }
}
