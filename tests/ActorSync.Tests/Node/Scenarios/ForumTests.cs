using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

public class ForumTests
{
    private static readonly SimulatedFaults Trouble = new()
    {
        ErrorPercent = 20, HangAfterPercent = 5, CutAfterPercent = 5, Hang = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public async Task Every_registration_arrives_in_order_and_no_echo_goes_round()
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None);
        await forum.Feed();
        await forum.Verify();
    }

    [Fact]
    public async Task A_node_that_is_killed_ten_times_loses_and_repeats_nothing()
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) });
        var feeding = forum.Feed();
        await KillTenTimes(forum.Node);
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_receiver_that_fails_and_a_node_that_is_killed_ten_times_change_nothing_in_the_end()
    {
        await using var forum = await ForumScenario.Start(Trouble);
        var feeding = forum.Feed();
        await KillTenTimes(forum.Node);
        await feeding;
        await forum.Verify();
    }

    private static async Task KillTenTimes(NodeProcess node)
    {
        for (var i = 1; i <= 10; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150 + 37 * i), TimeProvider.System);
            await node.Kill();
            await node.Start();
        }
    }
}
