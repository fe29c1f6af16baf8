using ActorSync.Hocon;
using ActorSync.Node.Configuration;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>Command line over environment over file over reference.</summary>
public sealed class LayersTests
{
    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        const string file = Configured.Least + "actorsync.node.name = file\nactorsync.engine.shards = 3\nactorsync.engine.batch-size = 4\n";

        var node = Configured.Of(
            file, ["node.name=line", "node.name=later"], ("ACTORSYNC_NODE_NAME", "environment"), ("ACTORSYNC_ENGINE_SHARDS", "5"));

        Assert.Equal(("later", 5, 4, 2000), (node.Name, node.Engine.Shards, node.Engine.BatchSize, node.Engine.CommitSize));
    }

    [Fact]
    public void A_key_on_the_command_line_may_be_written_in_full_and_its_value_is_HOCON()
    {
        var node = Configured.By(
            "actorsync.node.name=full", "parties.C.back-off={ first = 1s, max = 2s }",
            "node.listen=http://127.0.0.1:6080", "links=[{ from = C, to = B }]");

        Assert.Equal(("full", 6080), (node.Name, node.Listen.Port));
        Assert.Equal("C -> B", $"{node.Rules.Links[0].Link.From} -> {node.Rules.Links[0].Link.To}");
    }

    [Theory]
    [InlineData("ACTORSYNC_PARTIES_C_BASE_URL", "http://c.example")]
    [InlineData("ACTORSYNC_PARTIES_C_CIRCUIT_BREAKER_MINIMUM_CALLS", "7")]
    [InlineData("ACTORSYNC_LOG_LEVEL", "debug")]
    [InlineData("ACTORSYNC_ENGINE_SWEEP_ROWS_PER_SECOND", "9")]
    [InlineData("ACTORSYNC_STORE_EMBEDDED_PATH", "/data/with \"quotes\" and \\ and ${no}.db")]
    public void Every_key_can_come_from_the_environment(string name, string value)
    {
        List<string> unused = [];

        var node = Configured.Of(Configured.Least, [], unused, (name, value));

        Assert.Empty(unused);
        Assert.NotEqual(Shown(Configured.By()), Shown(node));
    }

    [Fact]
    public void A_key_of_the_API_can_come_from_the_environment()
    {
        List<string> unused = [];
        const string file = Configured.Least + "actorsync.node.api-keys.Old_Name = old-0123456789abcdef\n";

        var node = Configured.Of(
            file, [], unused, ("ACTORSYNC_NODE_API_KEYS_OPS", "ops-0123456789${x}\""),
            ("ACTORSYNC_NODE_API_KEYS_NIGHT_SHIFT", "night-0123456789abcdef"),
            ("ACTORSYNC_NODE_API_KEYS_OLD_NAME", "new-0123456789abcdef"));

        Assert.Empty(unused);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ops"] = "ops-0123456789${x}\"", ["night-shift"] = "night-0123456789abcdef",
                ["Old_Name"] = "new-0123456789abcdef",
            },
            node.ApiKeys);
    }

    [Fact]
    public void A_header_to_a_party_can_come_from_the_environment()
    {
        List<string> unused = [];

        var node = Configured.Of(
            Configured.Least + "actorsync.parties.C.headers.X-Trace = file\n", [], unused,
            ("ACTORSYNC_PARTIES_C_HEADERS_AUTHORIZATION", "Bearer c"), ("ACTORSYNC_PARTIES_C_HEADERS_X_TRACE", "environment"),
            ("ACTORSYNC_PARTY_DEFAULTS_HEADERS_X_ALL", "all"));

        Assert.Empty(unused);
        Assert.Equal([new("x-all", "all"), new("X-Trace", "environment"), new("authorization", "Bearer c")], node.Parties[1].Http.Headers);
        Assert.Equal([new("x-all", "all")], node.Parties[0].Http.Headers);
    }

    [Fact]
    public void A_partys_headers_are_added_to_those_of_the_defaults_and_win_over_them()
    {
        var node = Configured.By(
            "party-defaults.headers={ Authorization = all, X-All = all, X-Not = all }",
            "parties.C.headers={ authorization = c, X-Not = null, X-C = c }");

        Assert.Equal([new("Authorization", "all"), new("X-All", "all"), new("X-Not", "all")], node.Parties[0].Http.Headers);
        Assert.Equal([new("X-All", "all"), new("authorization", "c"), new("X-C", "c")], node.Parties[1].Http.Headers);
        Assert.Empty(Configured.By("party-defaults.headers.X-All=all", "parties.C.headers=null").Parties[1].Http.Headers);
    }

    [Fact]
    public void A_bad_key_from_the_environment_is_refused_without_being_shown()
    {
        var fault = Assert.Single(
            Assert.Throws<HoconException>(() => Configured.Of(Configured.Least, [], ("ACTORSYNC_NODE_API_KEYS_OPS", "short"))).Faults);

        Assert.Equal("actorsync.node.api-keys.ops", fault.Key);
        Assert.DoesNotContain("short", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ACTORSYNC_NODE_API_KEYS_")]
    [InlineData("ACTORSYNC_NODE_API_KEYS")]
    [InlineData("ACTORSYNC_PARTIES_D_HEADERS_X")]
    public void A_variable_that_names_nothing_in_a_map_is_told(string variable)
    {
        List<string> unused = [];

        Configured.Of(Configured.Least, [], unused, (variable, "value-0123456789"));

        Assert.Equal([variable], unused);
    }

    [Fact]
    public void A_bad_value_from_the_environment_is_a_fault_that_names_the_key()
    {
        var fault = Assert.Single(
            Assert.Throws<HoconException>(() => Configured.Of(Configured.Least, [], ("ACTORSYNC_ENGINE_SHARDS", "none"))).Faults);

        Assert.Equal("actorsync.engine.shards", fault.Key);
        Assert.Equal("environment", fault.Origin.Source);
    }

    [Fact]
    public void A_variable_that_names_no_key_is_told_unless_the_file_asks_for_it()
    {
        List<string> unused = [];

        Configured.Of(
            Configured.Least + "actorsync.node.name = ${?ACTORSYNC_MY_NAME}\n", [], unused,
            ("ACTORSYNC_MY_NAME", "mine"), ("ACTORSYNC_NODE_NMAE", "x"), ("ACTORSYNC_API_KEY", "the commands' own"), ("PATH", "/bin"));

        Assert.Equal(["ACTORSYNC_NODE_NMAE"], unused);
    }

    [Fact]
    public void All_faults_are_told_at_once_with_file_line_and_full_key()
    {
        var faults = Configured.FaultsOf(
            """
            actorsync {
              node { nmae = x, listen = nowhere }
              engine {
                shards = 0
              }
              parties { B { base-url = "http://127.0.0.1:1", max-in-flight = none } }
              links = [{ from = B, to = D }]
            }
            """,
            "log.level=loud");

        Assert.Equal(["engine.shards", "links.0.to", "log.level", "node.listen", "node.nmae", "parties.B.max-in-flight"], faults.Keys());
        var lines = faults.ToDictionary(f => f.Key["actorsync.".Length..], f => $"{Path.GetFileName(f.Origin.Source)}:{f.Origin.Line}");
        Assert.Equal(
            ("node.conf:2", "node.conf:4", "node.conf:6", "node.conf:7", "command line"),
            (lines["node.nmae"], lines["engine.shards"], lines["parties.B.max-in-flight"],
                lines["links.0.to"], lines["log.level"].Split(':')[0]));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("=5")]
    [InlineData("a..b=5")]
    [InlineData("node.name=\"unended")]
    public void An_override_that_is_none_is_a_fault(string assignment) => Assert.NotEmpty(Configured.FaultsBy(assignment));

    private static string Shown(NodeSettings node) =>
        $"{node.Parties[1].Http.BaseUrl} {node.Parties[1].Sink} {node.LogLevel} {node.Engine} {node.Store}";
}
