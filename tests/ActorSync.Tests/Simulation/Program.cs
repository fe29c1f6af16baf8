using System.Globalization;

namespace ActorSync.Tests.Simulation;

/// <summary>The runner of long simulations, `tests/run --simulate`. The test host does not come by here.</summary>
internal static class Program
{
    private const string Usage = "usage: simulate HISTORIES [--seed FIRST] [--deeds N,N,...]: a single history is told as it goes";

    public static int Main(string[] args)
    {
        var seed = 1UL;
        IReadOnlySet<int>? deeds = null;
        if (args is not ["simulate", var number, ..]
            || !ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0) return Refuse();
        for (var i = 2; i < args.Length; i += 2)
            switch (args[i..])
            {
                case ["--seed", var value, ..] when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed): break;
                case ["--deeds", var value, ..] when Numbers(value) is { } numbers: deeds = numbers; break;
                default: return Refuse();
            }
        return count == 1 ? Tell(seed, deeds) : new LongRun(seed, count, Console.Out).Run();
    }

    private static int Tell(ulong seed, IReadOnlySet<int>? deeds)
    {
        var trace = new Trace();
        var (violation, steps) = Simulator.Run(Simulator.PlanOf(seed, deeds), null, trace);
        Console.Out.Write(trace);
        Console.Out.WriteLine(violation is null ? $"seed {seed}: no rule is broken, {steps} steps" : $"seed {seed} breaks {violation}");
        return violation is null ? 0 : 1;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static HashSet<int>? Numbers(string text)
    {
        HashSet<int> numbers = [];
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            numbers.Add(number);
        }
        return numbers;
    }
}
