using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>A fault names the key that is to be mended, and none hides behind another.</summary>
public sealed class BlameTests
{
    [Fact]
    public void What_a_party_does_not_say_and_its_defaults_cannot_is_missed_at_the_party()
    {
        var faults = Configured.FaultsOf("actorsync.parties {\n  D {}\n  E {}\n}\n");

        Assert.Equal(["parties.D.base-url", "parties.E.base-url"], faults.Keys());
        Assert.Equal(["node.conf:2", "node.conf:3"], faults.Select(f => $"{Path.GetFileName(f.Origin.Source)}:{f.Origin.Line}"));
    }

    [Fact]
    public void What_a_link_does_not_say_is_missed_at_the_link()
    {
        var fault = Assert.Single(Configured.FaultsOf(Configured.Least + "actorsync.links += { from = B }\n"));

        Assert.Equal(("actorsync.links.1.to", "node.conf", 3), (fault.Key, Path.GetFileName(fault.Origin.Source), fault.Origin.Line));
    }

    [Fact]
    public void A_default_that_the_operator_wrote_wrongly_is_told_once_at_the_default() =>
        Assert.Equal(
            ["party-defaults.base-url"],
            Configured.FaultsOf("actorsync { party-defaults.base-url = nowhere, parties { D {}, E {} } }").Keys());

    [Theory]
    [InlineData("parties.C.headers.X-Trace=\"é\"", "parties.C.headers.X-Trace")]
    [InlineData("parties.C.headers.ETag=\"é\"", "parties.C.headers.ETag")]
    [InlineData("party-defaults.headers.X-Trace=\"é\"", "party-defaults.headers.X-Trace")]
    [InlineData("parties.C.headers.\"a b\"=x", "parties.C.headers.\"a b\"")]
    [InlineData("parties.C.fields.main-meeting=\"\"", "parties.C.fields.main-meeting")]
    [InlineData("parties.C.deliver.path=\"/{mainMeting}\"", "parties.C.deliver.path")]
    public void A_key_is_told_as_it_was_written(string assignment, string key) =>
        Assert.Equal([key], Configured.FaultsBy(assignment).Keys().Distinct());

    [Theory]
    [InlineData("node.limits.connections=lots", "a whole number from 1 to 100000")]
    [InlineData("node.limits.connections=99999999999", "a whole number from 1 to 100000")]
    [InlineData("parties.C.circuit-breaker.failure-ratio=half", "a number above 0, at most 1")]
    [InlineData("node.limits.batch-bytes=many", "65536 to 268435456 bytes")]
    [InlineData("node.limits.batch-patience=soon", "from 1ms to 1d")]
    [InlineData("parties.C.attempt-timeout=1h", "from 10ms to 10m")]
    [InlineData("engine.drain-timeout=soon", "from 0s to 1d")]
    [InlineData("node.limits.batch-patience=soon", "500ms")]
    [InlineData("log.format=[]", "json, text")]
    public void A_value_of_the_wrong_kind_is_told_what_would_be_allowed(string assignment, string expected) =>
        Assert.Contains(expected, Assert.Single(Configured.FaultsBy(assignment)).Expected, StringComparison.Ordinal);

    [Fact]
    public void A_substitution_without_a_value_is_told_with_its_key_and_hides_nothing()
    {
        var faults = Configured.FaultsBy("node.api-keys.x=${NOPE}", "engine.shards=0", "foo=1");

        Assert.Equal(["engine.shards", "foo", "node.api-keys.x"], faults.Keys());
        Assert.Contains("${NOPE}", Assert.Single(faults, f => f.Key == "actorsync.node.api-keys.x").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assignments_that_cannot_be_read_are_told_all_at_once_with_every_other_fault()
    {
        var faults = Configured.FaultsOf(
            Configured.Least + "actorsync.engine.shards = 0\n", "log.level={", "nonsense", "a..b=1", "=5",
            "engine.batch-size=0", "parties.C.base-url=\"x", "links+=[");

        Assert.Equal(
            ["", "a..b", "engine.batch-size", "engine.shards", "links", "log.level", "nonsense", "parties.C.base-url"],
            faults.Keys());
    }

    [Theory]
    [InlineData("actorsync {")]
    [InlineData("[1]")]
    public void A_file_that_cannot_be_read_hides_no_assignment_that_cannot(string file) =>
        Assert.Equal(["", "log.level", "nonsense"], Configured.FaultsOf(file, "nonsense", "log.level={").Keys());

    [Theory]
    [InlineData("node.api-keys.ops=\"secret")]
    [InlineData("node.api-keys.ops: secret")]
    public void An_assignment_that_cannot_be_read_is_told_without_its_value(string assignment) =>
        Assert.DoesNotContain("secret", Assert.Single(Configured.FaultsBy(assignment)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("engine.shards=${NOPE}", "engine.shards")]
    [InlineData("engine=${NOPE}", "engine")]
    [InlineData("parties.C=${NOPE}", "parties.C")]
    [InlineData("parties.C.base-url=\"http://\"${NOPE}", "parties.C.base-url")]
    [InlineData("links=[{ from = B, to = ${NOPE} }]", "links")]
    [InlineData("links=[${NOPE}]", "links")]
    [InlineData("links=${NOPE}", "links")]
    [InlineData("store.type=${NOPE}", "store.type")]
    [InlineData("node.name=${actorsync.log.level}, log.level=${NOPE}", "log.level")]
    public void A_substitution_without_a_value_is_one_fault(string assignments, string key) =>
        Assert.Equal(
            [key], Configured.FaultsBy(assignments.Split(", ", assignments.StartsWith("links", StringComparison.Ordinal) ? 1 : 2)).Keys());

    [Fact]
    public void A_key_that_is_wrong_is_no_missing_key() =>
        Assert.Equal(["node.api-keys.x"], Configured.FaultsBy("node.api-keys.x=${NOPE}", "node.listen=\"http://0.0.0.0:1\"").Keys());

    [Fact]
    public void The_environment_may_stand_in_for_a_substitution_without_a_value() =>
        Assert.Equal("b", Configured.Of(Configured.Least + "actorsync.node.name = ${NOPE}\n", [], ("ACTORSYNC_NODE_NAME", "b")).Name);

    [Fact]
    public void Under_a_type_that_does_not_exist_everything_is_looked_at()
    {
        Assert.Equal(
            ["store.embedded.path", "store.mysql.host", "store.mysql.port", "store.type"],
            Configured.FaultsBy("store={ type = paper, embedded.path = \" \", mysql { host = \"\", port = 0 } }").Keys());
        Assert.Equal(
            ["delay.lease", "delay.redis.database", "delay.type"],
            Configured.FaultsBy("delay={ type = paper, lease = 0, redis.database = 99 }").Keys());
    }

    [Theory]
    [InlineData("store.type=paper", "store.type")]
    [InlineData("store={ type = mysql, mysql.port = 0 }", "store.mysql.port")]
    public void A_delay_queue_beside_the_store_is_not_blamed_for_the_stores_faults(string store, string key) =>
        Assert.Equal([key], Configured.FaultsBy(store, "delay.type=mysql").Keys());
}
