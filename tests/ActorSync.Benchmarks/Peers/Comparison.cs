namespace ActorSync.Benchmarks.Peers;

/// <summary>Runs all systems, one at a time, in turns; all stay up meanwhile.</summary>
internal sealed class Comparison(Ground ground, PeersSettings settings, Action<string> progress) : IAsyncDisposable
{
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(10);
    private readonly List<(Result Result, Running System)> _running = [];

    public async Task<IReadOnlyList<Result>> Run(IReadOnlyList<Contender> contenders)
    {
        var results = contenders.Select(c => new Result(c)).ToArray();
        foreach (var result in results) await Start(result);
        for (var round = 1; round <= settings.WarmUp; round++)
            await Each($"warm-up {round}", (_, trial) => trial.Flood(), $"warm-up-{round}", settings.Accounts);
        for (var round = 1; round <= settings.Rounds && settings.Phases.Contains(Phase.Flood); round++)
            await Each(
                $"flood {round}", async (result, trial) => result.Floods.Add(await trial.Flood()), $"flood-{round}", settings.Accounts);
        if (settings.Phases.Contains(Phase.Pace))
            await Each(
                "pace", async (result, trial) => result.Paced = await trial.Pace(settings.Pace),
                "pace", settings.Pace * (int)Paced.TotalSeconds / Burst.PerAccount);
        if (settings.Phases.Contains(Phase.Kill))
            await Each("kill", async (result, trial) => result.Interrupted = await trial.Interrupt(), "kill", settings.Accounts);
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, system) in _running) await system.DisposeAsync();
    }

    private async Task Start(Result result)
    {
        progress($"start: {result.Contender.Name}");
        try
        {
            var system = new Running(await result.Contender.Prepare(ground));
            await system.Start();
            _running.Add((result, system));
        }
        // A program of others, its build, or a server that it needs: whatever it is, the others can be measured without it.
        catch (Exception e)
        {
            result.CannotStart($"start: {FirstLine(e)}");
            progress($"{result.Contender.Name} is left out: {result.NotRun}");
        }
    }

    /// <summary>With accounts of its own for each system: what one had given up and calls after all is not another's.</summary>
    private async Task Each(string what, Func<Result, Trial, Task> run, string burst, int accounts)
    {
        foreach (var (result, system) in _running.ToArray())
        {
            progress($"{what}: {result.Contender.Name}");
            var own = new Burst($"{burst}-{result.Contender.Name}", accounts, settings.Seed);
            try
            {
                await run(result, new(ground, system, own));
            }
            // Of theirs, too: it is ended, told of and left out from then on. Left alone, it would go on calling in the others' turns.
            catch (Exception e)
            {
                result.Fail($"{what}: {FirstLine(e)}");
                progress($"{result.Contender.Name} failed and is left out from now on: {result.NotRun}");
                _running.Remove((result, system));
                await system.DisposeAsync();
            }
        }
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim();
}
