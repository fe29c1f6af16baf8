using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Scenarios;

/// <summary>The autumn forum with MariaDB as store and Redis as delay queue, while Redis is flushed, killed and frozen.</summary>
[NeedsMariaDb]
[NeedsRedis]
[Collection(MariaDbCollection.Name)]
public sealed class RedisForumTests(MariaDb database) : IAsyncLifetime
{
    private const string Queue = "the delay queue";
    private const string QueueUp = """actorsync_up{dependency="the delay queue"}""";
    private const long MostMemory = 512L * 1024 * 1024;

    /// <summary>Failures that are tried again later: what the delay queue is for.</summary>
    private static readonly SimulatedFaults Trouble = SimulatedFaults.None with { ErrorPercent = 20, Latency = TimeSpan.FromMilliseconds(5) };

    private readonly RedisServer _redis = RedisServer.OfItsOwn();

    /// <summary>A database of the test's own, and its Redis.</summary>
    private string Stores => $$"""
        actorsync.store { type = mysql, mysql { host = "127.0.0.1", port = {{database.Server.Port}}, database = "forum_{{Guid.NewGuid():N}}", user = root } }
        {{_redis.Config}}
        """;

    public Task InitializeAsync() => _redis.Start();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Redis_that_forgets_everything_again_and_again_changes_nothing_in_the_end()
    {
        await using var forum = await ForumScenario.Start(Trouble, Stores);
        var feeding = forum.Feed();
        for (var i = 0; i < 8; i++)
        {
            await Pause(0.5);
            await _redis.Say("FLUSHALL");
        }
        await feeding;
        await _redis.Say("FLUSHALL");
        await Verify(forum);
    }

    [Fact]
    public async Task Redis_that_is_killed_and_restarted_is_waited_for_and_filled_again()
    {
        await using var forum = await ForumScenario.Start(Trouble, Stores);
        using var readiness = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        for (var i = 0; i < 2; i++)
        {
            await Pause(1);
            await _redis.Kill();
            Assert.True(await readiness.Until(Queue, ok: false));
            Assert.Equal(0, await readiness.Metric(QueueUp));
            await _redis.Start();
            Assert.True(await readiness.Until(Queue, ok: true));
            Assert.Equal(1, await readiness.Metric(QueueUp));
        }
        await feeding;
        await Verify(forum);
    }

    [Fact]
    public async Task Redis_that_hangs_for_eight_seconds_is_waited_for()
    {
        await using var forum = await ForumScenario.Start(Trouble, Stores);
        using var readiness = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        await Pause(1);
        await _redis.Freeze();
        var thawing = Pause(8);
        Assert.True(await readiness.Until(Queue, ok: false));
        await thawing;
        await _redis.Thaw();
        Assert.True(await readiness.Until(Queue, ok: true));
        await feeding;
        await Verify(forum);
    }

    [Fact]
    public async Task A_node_killed_ten_times_between_flushes_restarts_and_hangs_of_redis_loses_and_repeats_nothing()
    {
        await using var forum = await ForumScenario.Start(Trouble, Stores);
        var feeding = forum.Feed();
        for (var i = 1; i <= 10; i++)
        {
            await Pause(0.2 + 0.05 * i);
            if (i % 3 == 0) await _redis.Say("FLUSHALL");
            if (i == 5) await _redis.Restart();
            if (i == 7) await _redis.Freeze();
            await forum.Node.Kill();
            await forum.Node.Start();
            if (i == 8) await _redis.Thaw();
        }
        await feeding;
        await Verify(forum);
    }

    /// <summary>All is as it has to be in the end, and nothing is left over anywhere.</summary>
    private async Task Verify(ForumScenario forum)
    {
        await forum.Verify();
        await _redis.UntilEmpty();
        Assert.InRange(forum.Node.ResidentBytes, 1, MostMemory);
    }

    private static Task Pause(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
