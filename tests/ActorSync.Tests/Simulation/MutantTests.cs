using Xunit;
using Xunit.Abstractions;

namespace ActorSync.Tests.Simulation;

/// <summary>Proves the prover: a defect that survives means a rule that nobody checks.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Mutants.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_defect_is_found_within_the_ordinary_seeds(string name)
    {
        var mutant = Mutants.All.Single(m => m.Name == name);

        foreach (var seed in SimulationTests.Seeds)
            if (Simulator.Run(seed, mutant) is { } violation)
            {
                output.WriteLine($"found after {seed} seeds: {violation}");
                return;
            }
        Assert.Fail($"'{name}' survives");
    }

    [Fact]
    public void A_broken_rule_comes_with_its_replay_and_a_shorter_history()
    {
        var mutant = Mutants.All[0];
        var (seed, violation) = SimulationTests.Seeds.Select(s => (s, Simulator.Run(s, mutant))).First(r => r.Item2 is not null);

        var told = Simulator.Explain(seed, violation!, mutant);

        Assert.Contains($"--simulate 1 --seed {seed} --deeds ", told, StringComparison.Ordinal);
        Assert.True(Simulator.Shorten(Planner.Draw(seed), violation!, mutant).Deeds.Length < Planner.Draw(seed).Deeds.Length);
    }
}
