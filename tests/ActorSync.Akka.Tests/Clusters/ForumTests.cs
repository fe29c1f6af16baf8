using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>The autumn forum through a node of the Akka.NET engine, over SQLite: the scenarios of the embedded engine.</summary>
public sealed class ForumTests
{
    private static readonly SimulatedFaults Faulty = SimulatedFaults.None with
    {
        ErrorPercent = 20, HangAfterPercent = 5, Hang = TimeSpan.FromSeconds(1), CutAfterPercent = 5,
    };

    [Fact]
    public async Task Every_registration_arrives_in_order_and_no_echo_goes_round()
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None, AkkaNode.OverSqlite, program: AkkaNode.Program);
        await forum.Feed();
        await forum.Verify();
    }

    [Fact]
    public async Task A_receiver_that_fails_hangs_and_cuts_gets_everything_once_and_in_order()
    {
        await using var forum = await ForumScenario.Start(Faulty, AkkaNode.OverSqlite, program: AkkaNode.Program);
        await forum.Feed();
        await forum.Verify();
    }

    [Fact]
    public async Task A_node_that_is_killed_on_the_way_loses_and_repeats_nothing()
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) }, AkkaNode.OverSqlite, program: AkkaNode.Program);
        var feeding = forum.Feed();
        for (var i = 1; i <= 3; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + i), TimeProvider.System);
            await forum.Node.Kill();
            await forum.Node.Start();
        }
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_drains_and_ends_well()
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None, AkkaNode.OverSqlite, program: AkkaNode.Program);
        await forum.Feed();

        Assert.Equal(0, await forum.Node.Stop());

        await forum.Node.Start();
        await forum.Verify();
    }
}
