using ActorSync.Node.Simulation;
using ActorSync.Tests.Servers;
using Xunit;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>
/// The autumn forum through a node of any engine, over a store, and delays, in MariaDB, whatever happens to it and to the node.
/// </summary>
public abstract class DatabaseContract(EngineUnderTest engine) : IAsyncLifetime
{
    private readonly MariaDb _mariaDb = new();

    private protected static SimulatedFaults Slowly { get; } = SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) };

    private protected DatabaseServer Server => _mariaDb.Server;

    public Task InitializeAsync() => _mariaDb.InitializeAsync();

    public Task DisposeAsync() => _mariaDb.DisposeAsync();

    [Theory]
    [InlineData("embedded")]
    [InlineData("mysql")]
    public async Task Every_registration_arrives_in_order_and_no_echo_goes_round(string delay)
    {
        await using var forum = await Start(SimulatedFaults.None, delay);
        await forum.Feed();
        await forum.Verify();
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("mysql")]
    public async Task A_node_that_is_killed_ten_times_loses_and_repeats_nothing(string delay)
    {
        await using var forum = await Start(Slowly, delay);
        var feeding = forum.Feed();
        await forum.Node.KillTenTimes();
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_database_that_is_killed_while_nobody_asks_for_anything_is_missed_and_found_again()
    {
        await using var forum = await Start(SimulatedFaults.None);
        using var health = new Readiness(forum.Node.Management);
        await forum.Feed();
        await forum.Verify();

        await Server.Kill();
        await health.Until(ready: false);
        await Server.Start();
        await health.Until(ready: true);
        await forum.Verify();
    }

    [Fact]
    public async Task A_database_that_is_killed_and_comes_back_costs_nothing_but_time()
    {
        await using var forum = await Start(Slowly);
        using var health = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System);
            await Server.Kill();
            await health.Until(ready: false);
            await Server.Start();
            await health.Until(ready: true);
        }
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_database_that_freezes_for_eight_seconds_costs_nothing_but_time()
    {
        await using var forum = await Start(Slowly);
        using var health = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await Server.Freeze();
        var thawed = ThawAfter(TimeSpan.FromSeconds(8));
        await health.Until(ready: false);
        await thawed;
        await health.Until(ready: true);
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_node_that_starts_before_its_database_waits_and_says_so()
    {
        await Server.Kill();
        await using var forum = await Start(SimulatedFaults.None, untilReady: false);
        using var health = new Readiness(forum.Node.Management);
        await health.Until(ready: false);

        await Server.Start();

        await health.Until(ready: true);
        await forum.Feed();
        await forum.Verify();
    }

    private protected Task<ForumScenario> Start(SimulatedFaults faults, string delay = "mysql", bool untilReady = true) =>
        ForumScenario.Start(faults, $$"""
        {{engine.OverMariaDb(Server, "forum")}}
        actorsync.delay { type = {{delay}}, lease = 5s }
        """, untilReady, engine.Program);

    private async Task ThawAfter(TimeSpan time)
    {
        await Task.Delay(time, TimeProvider.System);
        await Server.Thaw();
    }
}
