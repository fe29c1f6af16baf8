using ActorSync.Engine;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>
/// Feeds the accounts from the delay queue: claims what is due, wakes each account through the region, acknowledges when
/// what followed is stored. What was not stored comes back by itself when its lease ends.
/// </summary>
/// <remarks>
/// Every node feeds from all shards: a claim is an atomic lease, so that no two nodes wake for one entry; a node that
/// goes only gives back what it has claimed ahead, and a shard that nobody hosts yet is woken all the same. The price is a look at an
/// empty queue by each node, and one hop over the network for accounts of other nodes. Benchmark `feeders`, four nodes on
/// one Redis, 500 entries a second: p99 7.6 ms after due, as when each feeds from its own shards (7.6 ms), where a queue at
/// rest is asked a quarter as often (15 instead of 61 times a second); one node that feeds for all learns of what
/// others put in only when it comes round to their shard, 8 s late.
/// </remarks>
internal sealed class DelayFeeder : IDisposable
{
    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(1);

    private readonly DelayPump _pump;
    private readonly TimeProvider _time;
    private readonly Func<AccountId, Task<bool>> _wake;

    /// <param name="queue">Shared by all nodes; the one in memory only where there is one node.</param>
    /// <param name="settings">Shards, bounds and pauses.</param>
    /// <param name="runtime">Time and steps.</param>
    /// <param name="dependency">Hears whether the queue is there.</param>
    /// <param name="wake">Wakes an account; true when what followed is stored.</param>
    /// <param name="missed">Hears that something was not passed on to the queue.</param>
    /// <param name="log">For faults.</param>
    public DelayFeeder(
        IDelayQueue queue, EngineSettings settings, EngineRuntime runtime, Dependency dependency,
        Func<AccountId, Task<bool>> wake, Action missed, ILogger log)
    {
        (_time, _wake) = (runtime.Time, wake);
        _pump = new(queue, [.. Enumerable.Range(0, settings.Shards)], settings, runtime, dependency, log)
        {
            Wake = (entry, done) => _ = Wake(entry.Shard, entry.Account, done), Missed = missed,
        };
    }

    /// <summary>Says when an account wants to be woken; null: no more.</summary>
    public void WakeAt(int shard, AccountId account, DateTimeOffset? due) => _pump.Set(shard, account, due);

    /// <summary>Somebody else has put an entry in.</summary>
    public void Announce(DateTimeOffset due) => _pump.Announce(due);

    /// <summary>Wakes an account, and has it woken again soon when that does not reach it: its node may have just gone.</summary>
    /// <param name="shard">The account's.</param>
    /// <param name="account">Who is woken.</param>
    /// <param name="done">Called with whether what followed is stored.</param>
    public async Task Wake(int shard, AccountId account, Action<bool> done)
    {
        var stored = await _wake(account);
        if (!stored) _pump.Set(shard, account, _time.GetUtcNow() + RetryAfterFault);
        done(stored);
    }

    public Task Run(CancellationToken cancellation) => _pump.Run(cancellation);

    public void Dispose() => _pump.Dispose();
}
