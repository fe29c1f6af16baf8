using System.Diagnostics;
using Xunit;

namespace ActorSync.Tests.Simulation;

/// <summary>The real engine in a world where everything that can go wrong does. `tests/run --simulate N` plays more of it.</summary>
public sealed class SimulationTests
{
    private const int Ordinary = 1500;

    /// <summary>The seeds of an ordinary test run.</summary>
    internal static IEnumerable<ulong> Seeds => Enumerable.Range(1, Ordinary).Select(n => (ulong)n);

    [Fact]
    public void No_rule_is_broken()
    {
        foreach (var seed in Seeds)
            if (Simulator.Run(seed) is { } violation) Assert.Fail(Simulator.Explain(seed, violation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12470)]
    public void One_seed_gives_one_history_byte_for_byte(ulong seed) => Assert.Equal(Told(seed), Told(seed));

    /// <summary>Another process has other hash codes.</summary>
    [Fact]
    public void One_seed_gives_one_history_in_every_process()
    {
        const ulong seed = 12470;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(SimulationTests).Assembly.Location, "simulate", "1", "--seed", $"{seed}" })
            start.ArgumentList.Add(argument);
        using var other = Process.Start(start)!;
        var told = other.StandardOutput.ReadToEnd();
        other.WaitForExit();

        Assert.StartsWith(Told(seed), told, StringComparison.Ordinal);
    }

    private static string Told(ulong seed)
    {
        var trace = new Trace();
        Simulator.Run(Planner.Draw(seed), null, trace);
        return trace.ToString();
    }
}
