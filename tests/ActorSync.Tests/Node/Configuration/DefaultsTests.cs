using ActorSync.Delivering;
using ActorSync.Engine;
using ActorSync.Hocon;
using ActorSync.Node.Api;
using ActorSync.Node.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>The defaults of the reference, which stand nowhere else.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public void A_node_listens_on_loopback_without_keys()
    {
        var node = Configured.By();

        Assert.Equal("node-1", node.Name);
        Assert.Equal((new("http://127.0.0.1:5080"), new("http://127.0.0.1:8558")), (node.Listen, node.Management));
        Assert.Empty(node.ApiKeys);
        Assert.Equal(2000, node.Connections);
        Assert.Equal(
            new IntakeSettings { BatchLines = 10_000, BatchBytes = 16 * 1024 * 1024, Batches = 4, BatchPatience = TimeSpan.FromSeconds(5) },
            node.Intake);
        Assert.Equal((LogLevel.Information, true), (node.LogLevel, node.LogAsJson));
        Assert.Null(node.OtlpEndpoint);
    }

    [Fact]
    public void The_engine_has_64_shards_in_bounds() => Assert.Equal(
        new EngineSettings
        {
            Shards = 64, MailboxSize = 1024, IntakeBytes = 64 * 1024 * 1024, BatchSize = 256, Writers = 1, CommitSize = 2000,
            SnapshotEvery = 100, CachedAccounts = 10_000, CachedBytes = 64 * 1024 * 1024, IdleTime = TimeSpan.FromSeconds(60),
            AnswerTimeout = TimeSpan.FromSeconds(10), StoreRetryMax = TimeSpan.FromSeconds(2), WakesInFlight = 2048,
            DelayPoll = TimeSpan.FromSeconds(1), DelayHorizon = TimeSpan.FromHours(1), SweepEvery = TimeSpan.FromMinutes(10),
            SweepRowsPerSecond = 2000, DrainTimeout = TimeSpan.FromSeconds(20),
        },
        Configured.By().Engine);

    [Fact]
    public void A_party_is_called_as_the_contract_says()
    {
        var party = Configured.By().Parties[1];

        Assert.Equal(
            new PartySinkSettings
            {
                MaxInFlight = 64, MaxWaiting = 10_000, AttemptTimeout = TimeSpan.FromSeconds(10), RatePerSecond = null,
                CircuitBreaker = new()
                {
                    FailureRatio = 0.5, MinimumCalls = 50, FailuresInARow = 10,
                    Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromSeconds(5),
                },
            },
            party.Sink);
        var http = party.Http;
        Assert.Equal(
            ("http://127.0.0.1:2/", "Idempotency-Key", 64, TimeSpan.FromSeconds(5)),
            (http.BaseUrl.ToString(), http.IdempotencyHeader, http.MaxConnections, http.ConnectTimeout));
        Assert.Equal((HttpMethod.Put, HttpMethod.Delete), (http.Deliver.Method, http.Cancel.Method));
        Assert.Equal((false, false), (http.Http2, http.UseProxy));
        Assert.Empty(http.Headers);
        Assert.Equal(new HttpBodyFields(), http.Fields);
    }

    [Fact]
    public void A_link_lets_subs_go_and_the_later_change_win()
    {
        var rules = Configured.By().Rules;

        Assert.Equal(
            new LinkRules(new(Some.B, Some.C))
            {
                MainFirst = false, SubDelay = TimeSpan.FromSeconds(5), GateTimeout = TimeSpan.FromHours(24), Hold = TimeSpan.Zero,
                MaxAttempts = 15, BackOff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(5)),
                Crossing = CrossingRule.Later, Preferred = null,
            },
            Assert.Single(rules.Links));
        Assert.Equal(new LoopRules(6, TimeSpan.FromSeconds(60)), rules.Loop);
        Assert.Equal([Some.B, Some.C], rules.Parties.ToArray());
    }

    [Fact]
    public void The_reference_is_what_the_program_carries()
    {
        var path = Repository.At("hocon/reference.conf");

        Assert.Equal(HoconDocument.Load(path).Resolve(), NodeConfiguration.Reference().Resolve());
    }

    [Fact]
    public void Every_key_of_the_reference_has_a_comment()
    {
        var lines = File.ReadAllLines(Repository.At("hocon/reference.conf"));
        var isCommented = false;
        foreach (var line in lines.Select(l => l.Trim()).Skip(1))
        {
            if (line.StartsWith('#')) isCommented = true;
            else if (line.Length == 0 || line.EndsWith('{')) isCommented = line.Length > 0;
            // Keys under one comment belong together.
            else if (line != "}") Assert.True(isCommented, line);
        }
    }

    [Fact]
    public void The_example_configurations_are_valid()
    {
        var shipped = Directory.EnumerateFiles(Repository.At("hocon"), "*.conf")
            .Where(f => !f.EndsWith("reference.conf", StringComparison.Ordinal));
        foreach (var file in shipped)
            Assert.NotEmpty(NodeConfiguration.Read(file, [], new Dictionary<string, string>(), []).Parties);
    }
}
