using ActorSync.Tests.Support;

namespace ActorSync.Tests.Simulation;

/// <summary>The store as a server of its own: it outlives the processes that call it, and does what its dice say.</summary>
internal sealed class FailingStore(World world)
{
    private readonly Dice _dice = new(Dice.Seed(world.Plan.Seed, 2));
    private readonly SimulatedProcess?[] _owners = new SimulatedProcess?[world.Plan.Engine.Shards];
    private DateTimeOffset _awayUntil;
    private int _writesUntilDeath;
    private bool _diesAfter;

    public SimulatedProcess Process { get; } = new(world.Scheduler);

    public InMemoryStore Memory { get; } = new(world.Plan.Engine.Shards);

    public void GoAway(TimeSpan time) => _awayUntil = world.Now + time;

    /// <summary>Kills the process at one of its next writes, before or after it is durable.</summary>
    public void KillAtWrite(Dice dice) => (_writesUntilDeath, _diesAfter) = (1 + dice.Next(4), dice.Chance(0.5));

    public async Task<long> Take(SimulatedProcess by, int shard)
    {
        var epoch = await Memory.Take(shard, CancellationToken.None);
        _owners[shard] = by;
        return epoch;
    }

    public SimulatedProcess? OwnerOf(AccountId account) => _owners[new ShardMap(_owners.Length).Of(account)];

    /// <summary>Whether somebody else has taken one of the shards over.</summary>
    public bool HasLostAny(SimulatedProcess process) => _owners.Any(o => o is not null && o != process);

    public async Task<IReadOnlyList<AppendRefusal>> Append(SimulatedProcess from, IReadOnlyList<AccountWrite> writes)
    {
        var dies = !world.IsQuiet && _writesUntilDeath > 0 && --_writesUntilDeath == 0;
        if (dies && !_diesAfter)
        {
            world.Kill(from);
            return [];
        }
        var refusals = await Memory.Append(writes, CancellationToken.None);
        if (refusals.Count == 0)
            foreach (var write in writes) world.Stored(write);
        if (dies) world.Kill(from);
        return refusals;
    }

    /// <summary>One call, from when it leaves the process until its answer arrives there, or not.</summary>
    public async Task Serve<T>(SimulatedProcess from, Func<Task<T>> question, TaskCompletionSource<T> answer)
    {
        var troubles = world.IsQuiet ? Troubles.None : world.Plan.Troubles;
        await Travel(troubles);
        // What a dead process had sent may still arrive.
        if (from.IsDead && _dice.Chance(0.5)) return;
        if (IsAway || _dice.Chance(troubles.StoreFails))
        {
            answer.TrySetException(new StoreUnavailableException("the store is away"));
            return;
        }
        try
        {
            var result = await question();
            await Travel(troubles);
            if (IsAway || _dice.Chance(troubles.StoreLosesAnswer))
                answer.TrySetException(new StoreUnavailableException("the connection broke"));
            else answer.TrySetResult(result);
        }
        catch (Exception e)
        {
            answer.TrySetException(e);
        }
    }

    private bool IsAway => world.Now < _awayUntil && !world.IsQuiet;

    private async Task Travel(Troubles troubles)
    {
        if (_dice.Chance(troubles.StoreStalls)) await Task.Delay(_dice.UpTo(4), Process.Time);
    }
}
