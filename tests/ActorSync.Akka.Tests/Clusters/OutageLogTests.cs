using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>R26: a database that is away is told of, once, and not by every account that misses it.</summary>
[NeedsMariaDb]
public sealed class OutageLogTests : IAsyncLifetime
{
    private static readonly SimulatedFaults Slowly = SimulatedFaults.None with { Latency = TimeSpan.FromMilliseconds(5) };
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);

    /// <summary>A call that ends late may say so once more after the database was back.</summary>
    private const int AtMostTold = 3;

    /// <summary>One a second for each of a few kinds; without a bound it is tens of thousands.</summary>
    private const int AtMostLines = 150;

    private readonly MariaDb _mariaDb = new();

    public Task InitializeAsync() => _mariaDb.InitializeAsync();

    public Task DisposeAsync() => _mariaDb.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_leaves_and_comes_back_is_told_of_once_and_not_by_every_account(bool freezes)
    {
        await using var forum = await ForumScenario.Start(Slowly, $$"""
            {{new AkkaNode().OverMariaDb(_mariaDb.Server, "forum")}}
            actorsync.delay { type = mysql, lease = 5s }
            actorsync.log.level = information
            """, program: new AkkaNode().Program);
        using var health = new Readiness(forum.Node.Management);
        var feeding = forum.Feed();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        await (freezes ? _mariaDb.Server.Freeze() : _mariaDb.Server.Kill());
        await health.Until(ready: false);
        await Task.Delay(Outage, TimeProvider.System);
        await (freezes ? _mariaDb.Server.Thaw() : _mariaDb.Server.Start());
        await health.Until(ready: true);
        await feeding;
        await forum.Verify();

        var lines = forum.Node.Output.Split('\n').Where(line => !IsAboutOneDelivery(line)).ToList();
        Assert.InRange(
            lines.Count(line => line.Contains("Waiting for the store: ", StringComparison.Ordinal)
                || line.Contains("The store does not answer", StringComparison.Ordinal)),
            1, AtMostTold);
        Assert.InRange(
            lines.Count(line => line.Contains("the store is back", StringComparison.Ordinal)
                || line.Contains("The store answers again", StringComparison.Ordinal)),
            1, AtMostTold);
        Assert.True(lines.Count < AtMostLines, $"{lines.Count} lines such as\n{string.Join("\n", lines.Take(100))}");
    }

    private static bool IsAboutOneDelivery(string line) =>
        line.Contains(": attempt ", StringComparison.Ordinal) || line.Contains(" parked: ", StringComparison.Ordinal);
}
