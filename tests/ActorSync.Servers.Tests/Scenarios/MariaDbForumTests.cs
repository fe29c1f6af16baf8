using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Scenarios;

/// <summary>The registrations of the autumn forum over a store, and delays, in MariaDB, whatever happens to it and to the node.</summary>
[NeedsMariaDb]
public sealed class MariaDbForumTests : IAsyncLifetime
{
    private static readonly SimulatedFaults Slowly = SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) };
    private readonly MariaDb _mariaDb = new();

    private MariaDbServer Server => _mariaDb.Server;

    public Task InitializeAsync() => _mariaDb.InitializeAsync();

    public Task DisposeAsync() => _mariaDb.DisposeAsync();

    [Theory]
    [InlineData("embedded")]
    [InlineData("mysql")]
    public async Task Every_registration_arrives_in_order_and_no_echo_goes_round(string delay)
    {
        await using var forum = await ForumScenario.Start(SimulatedFaults.None, Config(delay));
        await forum.Feed();
        await forum.Verify();
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("mysql")]
    public async Task A_node_that_is_killed_ten_times_loses_and_repeats_nothing(string delay)
    {
        await using var forum = await ForumScenario.Start(Slowly, Config(delay));
        var feeding = forum.Feed();
        for (var i = 1; i <= 10; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150 + 37 * i), TimeProvider.System);
            await forum.Node.Kill();
            await forum.Node.Start();
        }
        await feeding;
        await forum.Verify();
    }

    [Fact]
    public async Task A_database_that_is_killed_and_comes_back_costs_nothing_but_time()
    {
        await using var forum = await ForumScenario.Start(Slowly, Config("mysql"));
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
        await using var forum = await ForumScenario.Start(Slowly, Config("mysql"));
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
        await using var forum = await ForumScenario.Start(SimulatedFaults.None, Config("mysql"), untilReady: false);
        using var health = new Readiness(forum.Node.Management);
        await health.Until(ready: false);

        await Server.Start();

        await health.Until(ready: true);
        await forum.Feed();
        await forum.Verify();
    }

    [Fact]
    public async Task Of_two_nodes_on_one_store_the_first_is_fenced_and_says_so()
    {
        await using var forum = await ForumScenario.Start(Slowly, Config("mysql"));
        await using var second = forum.AnotherNode();
        using var health = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);

        await second.Start();

        await health.Until(ready: false);
        Assert.Contains("was taken over", await health.Answer(), StringComparison.Ordinal);
        // What the first had not answered is answered by whoever takes its place at its address.
        await second.Kill();
        await forum.Node.Kill();
        await forum.Node.Start();
        await feeding;
        await forum.Verify();
    }

    private string Config(string delay) => $$"""
        actorsync {
          store { type = mysql, mysql { port = {{Server.Port}}, database = forum, user = root, connect-timeout = 2s, command-timeout = 3s } }
          delay { type = {{delay}}, lease = 5s }
        }
        """;

    private async Task ThawAfter(TimeSpan time)
    {
        await Task.Delay(time, TimeProvider.System);
        await Server.Thaw();
    }
}
