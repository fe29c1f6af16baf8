using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>R26, through a node of any engine: a party that is down means waiting; when it is back the node goes on by itself.</summary>
public abstract class OutageContract(EngineUnderTest engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task What_used_up_its_attempts_in_an_outage_is_tried_again_when_the_party_is_back()
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None with { ErrorPercent = 100 }, $$"""
            {{engine.OverFiles}}
            actorsync.parties.C { max-attempts = 2, circuit-breaker { failures-in-a-row = 5, break = 50ms } }
            """, program: engine.Program);
        using var view = new NodeView(forum.Node.Api);
        await forum.Feed();
        await view.Until("parked", Patience);

        forum.C.Faults = forum.C.Faults with { ErrorPercent = 0 };

        await view.UntilNone("parked", "exhausted", Patience);
        await forum.Verify();
    }
}
