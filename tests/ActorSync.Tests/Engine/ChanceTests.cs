using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine;

public sealed class ChanceTests
{
    [Fact]
    public async Task Shards_that_wait_for_the_store_at_the_same_time_do_not_ask_one_source_of_chance_at_the_same_time()
    {
        using var chance = new SlowChance();
        await using var run = new EngineRun(
            journal => journal.TakeFault = new StoreUnavailableException("away"), EngineRuntime.Machine with { Chance = _ => chance });

        await EngineRun.Until(() => chance.Asked >= 20);

        Assert.False(chance.AskedTwiceAtOnce);
    }

    /// <summary>Takes its time, so that whoever else asks meanwhile is noticed.</summary>
    private sealed class SlowChance : Random, IDisposable
    {
        private readonly ManualResetEventSlim _twice = new();
        private int _asked;
        private int _asking;

        public int Asked => Volatile.Read(ref _asked);

        public bool AskedTwiceAtOnce => _twice.IsSet;

        public override double NextDouble()
        {
            if (Interlocked.Increment(ref _asking) > 1) _twice.Set();
            _twice.Wait(TimeSpan.FromMilliseconds(50));
            Interlocked.Decrement(ref _asking);
            Interlocked.Increment(ref _asked);
            return 0.5;
        }

        public void Dispose() => _twice.Dispose();
    }
}
