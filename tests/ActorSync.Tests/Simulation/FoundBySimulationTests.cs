using Xunit;

namespace ActorSync.Tests.Simulation;

/// <summary>
/// Seeds that once led to a defect, by what it was. What a seed draws can change with the planner, so each defect also has a test
/// of its own beside the part that had it.
/// </summary>
public sealed class FoundBySimulationTests
{
    [Fact]
    public void A_delay_queue_that_is_away_does_not_keep_the_engine_busy() => Play(64, 324);

    [Fact]
    public void A_process_that_has_lost_its_shards_takes_no_timer_from_its_successor() => Play(2183, 2545);

    [Fact]
    public void A_late_echo_does_not_confirm_a_later_call_with_the_same_content() => Play(33727);

    private static void Play(params ulong[] seeds) => Assert.All(seeds, seed => Assert.Null(Simulator.Run(seed)));
}
