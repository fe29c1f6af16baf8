namespace ActorSync.Benchmarks.Peers;

/// <summary>One run of one system, watched from the receiver's side alone.</summary>
internal sealed class Trial(Ground ground, Running system, Burst burst)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>So long after everything has arrived there may still come a call too many.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    /// <summary>What has not come for so long is lost. Longer than any system's leases, locks and back-offs.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(75);

    private DateTimeOffset _started;
    private TimeSpan _cpu;
    private TimeSpan _serversCpu;

    /// <summary>Everything at once.</summary>
    public Task<Figures> Flood() => Run(feeder => feeder.Flood());

    /// <summary>At a steady rate.</summary>
    /// <param name="rate">Submissions a second.</param>
    public Task<Figures> Pace(int rate) => Run(feeder => feeder.Pace(rate));

    /// <summary>Everything at once; the system is killed when the receiver has taken over half, and started again.</summary>
    public async Task<Interrupted> Interrupt()
    {
        var killed = DateTimeOffset.MinValue;
        var figures = await Run(async feeder =>
        {
            var feeding = feeder.Flood();
            await UntilHalf();
            await system.Kill();
            killed = TimeProvider.System.GetUtcNow();
            await system.Start();
            await feeding;
        });
        return new(figures, figures.LastAt > killed ? figures.LastAt - killed : TimeSpan.Zero);
    }

    private async Task<Figures> Run(Func<Feeder, Task> feed)
    {
        MustRun();
        await ground.Receiver.Reset();
        using var feeder = new Feeder(system.Api, burst);
        (_started, _cpu, _serversCpu) = (TimeProvider.System.GetUtcNow(), system.Cpu, ground.ServersCpu);
        var feeding = feed(feeder);
        var (cpu, serversCpu) = await Settle(feeding);
        await feeding;
        return Figures.Of(burst, _started, await ground.Receiver.Everything()) with { Cpu = cpu, ServersCpu = serversCpu };
    }

    /// <summary>Waits until everything has arrived and nothing follows, or until nothing more can be expected.</summary>
    /// <returns>Processor time until the receiver got its last call.</returns>
    private async Task<(TimeSpan Own, TimeSpan Servers)> Settle(Task feeding)
    {
        var seen = default(ReceivedCalls);
        var moved = TimeProvider.System.GetTimestamp();
        var used = (Own: TimeSpan.Zero, Servers: TimeSpan.Zero);
        var isMissing = false;
        while (true)
        {
            await Pause();
            if (feeding.IsFaulted) return used;
            MustRun();
            var now = await ground.Receiver.Count();
            if (now != seen || !feeding.IsCompleted)
            {
                (seen, moved, isMissing) = (now, TimeProvider.System.GetTimestamp(), now.TookOver < burst.Registrations.Count);
                used = (system.Cpu - _cpu, ground.ServersCpu - _serversCpu);
                continue;
            }
            var quiet = TimeProvider.System.GetElapsedTime(moved);
            if (quiet > GiveUp) return used;
            if (isMissing || quiet < Afterwards) continue;
            // Older revisions count as taken over, too: whether the newest are there is looked up once.
            if (burst.Missing(await ground.Receiver.Everything()) == 0) return used;
            isMissing = true;
        }
    }

    /// <summary>Between a kill and the start that follows it, it does not have to.</summary>
    /// <exception cref="CannotRunException">It has ended by itself.</exception>
    private void MustRun()
    {
        if (system.HasEnded) throw new CannotRunException("its process has ended");
    }

    /// <exception cref="CannotRunException">It never comes so far.</exception>
    private async Task UntilHalf()
    {
        var started = TimeProvider.System.GetTimestamp();
        while ((await ground.Receiver.Count()).TookOver < burst.Registrations.Count / 2)
        {
            if (TimeProvider.System.GetElapsedTime(started) > GiveUp)
                throw new CannotRunException("half of the registrations never arrived");
            await Pause();
        }
    }

    private static Task Pause() => Task.Delay(Look, TimeProvider.System);
}
