using ActorSync.Node.Simulation;
using ActorSync.Tests.Servers;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>
/// The autumn forum through a node of any engine, with MariaDB as store and Redis as delay queue, while
/// Redis is flushed, killed and frozen.
/// </summary>
public abstract class RedisContract(EngineUnderTest engine) : IAsyncLifetime
{
    private const string Queue = "the delay queue";
    private const string QueueUp = """actorsync_up{dependency="the delay queue"}""";
    private const long MostMemory = 512L * 1024 * 1024;

    /// <summary>Failures that are tried again later: what the delay queue is for.</summary>
    private static readonly SimulatedFaults Trouble =
        SimulatedFaults.None with { ErrorPercent = 20, Latency = TimeSpan.FromMilliseconds(5) };

    private readonly RedisServer _redis = RedisServer.OfItsOwn();

    private readonly MariaDb _mariaDb = new();

    public async Task InitializeAsync()
    {
        await _mariaDb.InitializeAsync();
        await _redis.Start();
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _mariaDb.DisposeAsync();
    }

    [Fact]
    public async Task Redis_that_forgets_everything_again_and_again_changes_nothing_in_the_end()
    {
        await using var forum = await Start();
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
        await using var forum = await Start();
        using var readiness = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        for (var i = 0; i < 2; i++)
        {
            await Pause(1);
            await _redis.Kill();
            await readiness.Until(Queue, ok: false, ready: true);
            await readiness.UntilMetric(QueueUp, "0");
            await _redis.Start();
            await readiness.Until(Queue, ok: true, ready: true);
            await readiness.UntilMetric(QueueUp, "1");
        }
        await feeding;
        await Verify(forum);
    }

    [Fact]
    public async Task Redis_that_hangs_for_eight_seconds_is_waited_for()
    {
        await using var forum = await Start();
        using var readiness = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        await Pause(1);
        await _redis.Freeze();
        var thawing = Pause(8);
        await readiness.Until(Queue, ok: false, ready: true);
        await thawing;
        await _redis.Thaw();
        await readiness.Until(Queue, ok: true, ready: true);
        await feeding;
        await Verify(forum);
    }

    [Fact]
    public async Task A_node_killed_ten_times_between_flushes_restarts_and_hangs_of_redis_loses_and_repeats_nothing()
    {
        await using var forum = await Start();
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

    [Fact]
    public async Task A_node_starts_and_delivers_while_redis_is_not_there_yet()
    {
        await _redis.Kill();
        await using var forum = await Start();
        using var readiness = new Readiness(forum.Node.Management);
        await forum.Feed();
        await readiness.Until(Queue, ok: false, ready: true);

        await _redis.Start();

        await readiness.Until(Queue, ok: true, ready: true);
        await Verify(forum);
    }

    /// <summary>All is as it has to be in the end, and nothing is left over anywhere.</summary>
    private async Task Verify(ForumScenario forum)
    {
        await forum.Verify();
        await _redis.UntilEmpty();
        Assert.InRange(forum.Node.ResidentBytes, 1, MostMemory);
    }

    private Task<ForumScenario> Start() =>
        ForumScenario.Start(Trouble, engine.OverMariaDb(_mariaDb.Server, "forum") + "\n" + _redis.Config, program: engine.Program);

    private static Task Pause(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
