using System.Globalization;

namespace ActorSync.Tests.Simulation;

/// <summary>Plays histories by their seeds, and shortens those that break a rule.</summary>
internal static class Simulator
{
    public static (Violation? Violation, long Steps) Run(Plan plan, Mutant? mutant = null, Trace? trace = null)
    {
        using var world = new World(plan, mutant, trace);
        return (world.Run(), world.Scheduler.Steps);
    }

    public static Violation? Run(ulong seed, Mutant? mutant = null) => Run(Planner.Draw(seed), mutant).Violation;

    /// <summary>The plan of a seed with these deeds alone; null: with all.</summary>
    public static Plan PlanOf(ulong seed, IReadOnlySet<int>? deeds)
    {
        var plan = Planner.Draw(seed);
        return deeds is null ? plan : plan with { Deeds = [.. plan.Deeds.Where(d => deeds.Contains(d.Number))] };
    }

    /// <summary>Leaves out deeds for as long as the same rule is broken without them.</summary>
    public static Plan Shorten(Plan plan, Violation violation, Mutant? mutant = null)
    {
        for (var part = Math.Max(1, plan.Deeds.Length / 2); part > 0; part /= 2)
            for (var from = 0; from < plan.Deeds.Length;)
            {
                var shorter = plan with { Deeds = [.. plan.Deeds.Take(from), .. plan.Deeds.Skip(from + part)] };
                if (Run(shorter, mutant).Violation?.Rule == violation.Rule) plan = shorter;
                else from += part;
            }
        return plan;
    }

    /// <summary>What a person needs who is to find out why.</summary>
    public static string Explain(ulong seed, Violation violation, Mutant? mutant = null)
    {
        var plan = Shorten(Planner.Draw(seed), violation, mutant);
        var trace = new Trace();
        var shortened = Run(plan, mutant, trace).Violation;
        var deeds = string.Join(',', plan.Deeds.Select(d => d.Number.ToString(CultureInfo.InvariantCulture)));
        return $"""
            seed {seed} breaks {violation}
            replay: bash tests/run --simulate 1 --seed {seed}
            shortened: bash tests/run --simulate 1 --seed {seed} --deeds {deeds}
            {plan.Profile}, {plan.Engine}
            {trace}{shortened}
            """;
    }
}
