using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>
/// The autumn forum through a node of any engine, over files: whatever the receiver does, and however often the node is killed.
/// </summary>
public abstract class ForumContract(EngineUnderTest engine)
{
    private static readonly SimulatedFaults Slowly = SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) };

    private static readonly SimulatedFaults Trouble = new()
    {
        ErrorPercent = 20, HangAfterPercent = 5, CutAfterPercent = 5, Hang = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public async Task Every_registration_arrives_in_order_and_no_echo_goes_round()
    {
        await using var forum = await Start(SimulatedFaults.None);
        await forum.Feed();
        await forum.Verify();
    }

    [Fact]
    public async Task A_node_that_is_killed_ten_times_loses_and_repeats_nothing()
    {
        await using var forum = await Start(Slowly);
        var feeding = forum.Feed();
        await forum.Node.KillTenTimes();
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_receiver_that_fails_and_a_node_that_is_killed_ten_times_change_nothing_in_the_end()
    {
        await using var forum = await Start(Trouble);
        var feeding = forum.Feed();
        await forum.Node.KillTenTimes();
        await feeding;
        await forum.Verify();
    }

    private protected Task<ForumScenario> Start(SimulatedFaults faults) =>
        ForumScenario.Start(faults, engine.OverFiles, program: engine.Program);
}
