using ActorSync.Node.Simulation;
using ActorSync.Tests.Servers;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>
/// The autumn forum through a node of any engine, on MariaDB and Redis while both fail, one after the other and together.
/// </summary>
public abstract class FailingServersContract(EngineUnderTest engine) : IAsyncLifetime
{
    private const string Store = "the store";
    private const string Queue = "the delay queue";
    private static readonly SimulatedFaults Trouble =
        SimulatedFaults.None with { ErrorPercent = 20, Latency = TimeSpan.FromMilliseconds(5) };

    private readonly MariaDb _database = new();
    private readonly RedisServer _redis = RedisServer.OfItsOwn();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await _redis.Start();
    }

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Both_servers_may_fail_and_the_node_be_killed_between()
    {
        await using var forum = await ForumScenario.Start(
            Trouble, engine.OverMariaDb(_database.Server, "forum") + "\n" + _redis.Config, program: engine.Program);
        using var readiness = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();

        await Pause(0.5);
        await _database.Server.Kill();
        await readiness.Until(ready: false);
        await _redis.Say("FLUSHALL");
        await _database.Server.Start();
        await readiness.Until(Store, ok: true, ready: true);

        await _redis.Freeze();
        await _database.Server.Freeze();
        await Pause(8);
        await readiness.Until(ready: false);
        await _database.Server.Thaw();
        await _redis.Thaw();
        await readiness.Until(Queue, ok: true);
        await readiness.Until(Store, ok: true, ready: true);

        await _redis.Kill();
        await forum.Node.Kill();
        await forum.Node.Start();
        await readiness.Until(Queue, ok: false, ready: true);
        await _database.Server.Restart();
        await _redis.Start();
        await readiness.Until(Queue, ok: true);
        await readiness.Until(Store, ok: true, ready: true);

        await feeding;
        await forum.Verify();
        await _redis.UntilEmpty();
    }

    private static Task Pause(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
