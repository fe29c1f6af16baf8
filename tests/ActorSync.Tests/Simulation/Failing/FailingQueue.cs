using ActorSync.Engine;

namespace ActorSync.Tests.Simulation;

/// <summary>The delay queue: in the memory of each process, or a server that outlives them; it does what its dice say.</summary>
internal sealed class FailingQueue(World world)
{
    private readonly Dice _dice = new(Dice.Seed(world.Plan.Seed, 3));
    private readonly LeasingQueue _server = new(() => world.Now);
    private DateTimeOffset _awayUntil;
    private int _emptied;

    public void GoAway(TimeSpan time) => _awayUntil = world.Now + time;

    public void Empty()
    {
        _emptied++;
        _server.Clear();
    }

    public IDelayQueue ClientFor(SimulatedProcess process) =>
        new Client(this, process, world.Plan.QueueOutlivesProcess ? null : new InProcessDelayQueue());

    private sealed class Client(FailingQueue queue, SimulatedProcess process, InProcessDelayQueue? own) : IDelayQueue
    {
        private InProcessDelayQueue? _own = own;
        private int _emptied = queue._emptied;

        public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
            Do(q => q.Schedule(Remembered(entries), cancellation));

        public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Do(q => q.Restore(entries, cancellation));

        public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => Do(q => q.Cancel(entries, cancellation));

        public async Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation)
        {
            DelayClaim claim = null!;
            await Do(async q => claim = await q.Claim(shards, now, limit, cancellation));
            if (!queue._dice.Chance(Troubles.QueueRepeats) || claim.Entries.Count is 0 || claim.Entries.Count >= limit) return claim;
            return claim with { Entries = [.. claim.Entries, claim.Entries[0]] };
        }

        public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
            Do(q => q.Acknowledge(entries, cancellation));

        private Troubles Troubles => queue.Troubles;

        private IReadOnlyList<DelayEntry> Remembered(IReadOnlyList<DelayEntry> entries) =>
            Troubles.QueueForgets > 0 ? [.. entries.Where(_ => !queue._dice.Chance(Troubles.QueueForgets))] : entries;

        private async Task Do(Func<IDelayQueue, Task> what)
        {
            if (queue._dice.Chance(Troubles.QueueStalls)) await Task.Delay(queue._dice.UpTo(4), process.Time);
            if (queue.IsAway) throw new StoreUnavailableException("the delay queue is away");
            if (_own is not null && _emptied != queue._emptied) (_own, _emptied) = (new(), queue._emptied);
            var fails = queue._dice.Chance(Troubles.QueueFails);
            var before = fails && queue._dice.Chance(0.5);
            if (!before) await what((IDelayQueue?)_own ?? queue._server);
            if (fails) throw new StoreUnavailableException("the delay queue did not answer");
        }
    }

    private Troubles Troubles => world.IsQuiet ? Troubles.None : world.Plan.Troubles;

    private bool IsAway => !world.IsQuiet && world.Now < _awayUntil;
}
