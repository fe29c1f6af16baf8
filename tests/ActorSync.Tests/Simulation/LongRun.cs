using System.Globalization;

namespace ActorSync.Tests.Simulation;

/// <summary>Many histories on all processors, each on one thread. Says how far it is, and stops at the first broken rule.</summary>
internal sealed class LongRun(ulong first, ulong count, TextWriter output)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private ulong _taken;
    private ulong _done;
    private long _steps;
    private TimeSpan _reported;
    private (ulong Seed, Violation Violation)? _broken;

    /// <returns>The exit code: 1 when a rule was broken.</returns>
    public int Run()
    {
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (_broken is { } broken) output.WriteLine(Simulator.Explain(broken.Seed, broken.Violation));
        output.WriteLine(Progress("done"));
        return _broken is null ? 0 : 1;
    }

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    private void Work()
    {
        while (Take() is { } seed)
        {
            var (violation, steps) = Simulator.Run(Planner.Draw(seed));
            lock (_lock)
            {
                _done++;
                _steps += steps;
                if (violation is not null) _broken ??= (seed, violation);
                if (Elapsed - _reported < ReportEvery) continue;
                _reported = Elapsed;
                output.WriteLine(Progress("so far"));
            }
        }
    }

    private ulong? Take()
    {
        lock (_lock) return _broken is null && _taken < count ? first + _taken++ : null;
    }

    private string Progress(string when) => string.Create(CultureInfo.InvariantCulture,
        $"{when}: {_done:N0} of {count:N0} histories from seed {first}, {_steps:N0} steps, "
            + $"{Elapsed.TotalSeconds:N0} s, {_done / Elapsed.TotalSeconds:N0} a second, {(_broken is null ? 0 : 1)} violations");
}
