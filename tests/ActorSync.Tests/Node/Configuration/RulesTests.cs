using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>What one key says about another, and what no key is.</summary>
public sealed class RulesTests
{
    private const string Key = "node.api-keys.ops=0123456789abcdef";

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://10.1.2.3:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://[2001:db8::1]:5080")]
    public void An_address_that_others_reach_needs_keys(string address)
    {
        Assert.Equal(["node.listen"], Configured.FaultsBy($"node.listen=\"{address}\"").Keys());
        Assert.Equal(["node.management"], Configured.FaultsBy($"node.management=\"{address}\"").Keys());
        Assert.Contains("api-keys", Configured.FaultsBy($"node.listen=\"{address}\"")[0].Expected, StringComparison.Ordinal);

        Configured.By($"node.listen=\"{address}\"", Key);
    }

    [Theory]
    [InlineData("http://example.org:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://localhost.example:5080")]
    public void A_name_is_no_address_with_or_without_keys(string address)
    {
        Assert.Equal(["node.listen"], Configured.FaultsBy($"node.listen=\"{address}\"").Keys());
        Assert.Equal(["node.listen"], Configured.FaultsBy($"node.listen=\"{address}\"", Key).Keys());
    }

    [Theory]
    [InlineData("node.listen=\"http://u:hidden@127.0.0.1:5080\"")]
    [InlineData("node.listen=\"http://u:hidden-and-longer-than-a-fault-shows@127.0.0.1:5080\"")]
    [InlineData("node.management=\"ftp://u:hidden@127.0.0.1\"")]
    [InlineData("tracing.otlp-endpoint=\"ftp://u:hidden@collector\"")]
    [InlineData("parties.C.base-url=\"ftp://u:hidden@c.example\"")]
    [InlineData("engine.shards=\"http://u:hidden@c.example\"")]
    public void A_bad_address_is_refused_without_its_password(string assignment) =>
        Assert.DoesNotContain("hidden", Assert.Single(Configured.FaultsBy(assignment)).Message, StringComparison.Ordinal);

    [Fact]
    public void Api_and_management_have_an_address_each()
    {
        Assert.Equal(
            ["node.management"],
            Configured.FaultsBy("node.listen=\"http://127.0.0.1:6000\"", "node.management=\"http://127.0.0.1:6000\"").Keys());
        Configured.By("node.listen=\"http://127.0.0.1:0\"", "node.management=\"http://127.0.0.1:0\"");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("\"with blanks in between it\"")]
    [InlineData("\"schlüssel-schlüssel\"")]
    [InlineData("\"sixteen-or-more\\n\"")]
    [InlineData("{ secret-inside = 1 }")]
    [InlineData("null")]
    public void A_bad_key_is_refused_without_being_shown(string value)
    {
        var fault = Assert.Single(Configured.FaultsBy($"node.api-keys.ops={value}"));

        Assert.Equal("actorsync.node.api-keys.ops", fault.Key);
        Assert.DoesNotContain(value.Trim('"'), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links=[]", null)]
    [InlineData("links=[{ from = B, to = A }]", "links.0.to")]
    [InlineData("links=[{ from = A, to = B }]", "links.0.from")]
    [InlineData("links=[{ from = B, to = B }]", "links.0.to")]
    [InlineData("links=[{ from = B, to = C }, { from = B, to = C, hold = 1s }]", "links")]
    [InlineData("links=all", "links")]
    [InlineData("links=[{ from = B, to = C, crossing = prefer }]", "links.0.prefer")]
    [InlineData("links=[{ from = B, to = C, crossing = park, prefer = B }]", "links.0.prefer")]
    [InlineData("links=[{ from = B, to = C, prefer = A }]", "links.0.prefer")]
    [InlineData("links=[{ from = B, to = C, prefer = B }, { from = C, to = B, prefer = C }]", "links")]
    [InlineData("links=[{ from = B, to = C, prefer = B }, { from = C, to = B }]", null)]
    [InlineData("links=[{ from = B, to = C, prefer = C, crossing = prefer }]", null)]
    [InlineData("links=[{ from = B, to = C, main-fist = on }]", "links.0.main-fist")]
    public void Links_go_between_different_known_parties_once_each(string links, string? key)
    {
        if (key is null) Configured.By(links);
        else Assert.Equal([key], Configured.FaultsBy(links).Keys().Distinct());
    }

    [Fact]
    public void What_one_direction_says_about_crossings_holds_for_both()
    {
        var links = Configured.By("links=[{ from = B, to = C, prefer = B }, { from = C, to = B }]").Rules.Links;

        Assert.All(links, link => Assert.Equal((CrossingRule.Prefer, Some.B), (link.Crossing, link.Preferred!.Value)));
    }

    [Theory]
    [InlineData("parties.B.max-attempts=0", "parties.B.max-attempts")]
    [InlineData("parties.B.back-off.first=soon", "parties.B.back-off.first")]
    [InlineData("party-defaults.max-attempts=0", "party-defaults.max-attempts")]
    public void A_party_that_no_link_leads_to_is_checked_too_and_each_fault_is_told_once(string assignment, string key)
    {
        Assert.Equal([key], Configured.FaultsBy(assignment).Keys().Distinct());
        var faults = Configured.FaultsBy(
            assignment.Replace(".B.", ".C.", StringComparison.Ordinal), "parties.A.base-url=\"http://127.0.0.1:3\"",
            "links=[{ from = B, to = C }, { from = A, to = C }]");
        Assert.Single(faults.Keys().Where(k => k.Contains(".C.", StringComparison.Ordinal) || k == key).Distinct());
    }

    [Theory]
    [InlineData("{ first = 5m, max = 1s }", "parties.C.back-off")]
    [InlineData("{ max = 100ms }", "parties.C.back-off")]
    [InlineData("{ first = 6m }", "parties.C.back-off")]
    [InlineData("{ first = 6m, max = never }", "parties.C.back-off.max")]
    [InlineData("{ first = 1ms, max = 1ms }", null)]
    [InlineData("{ first = 3650d, max = 3650d }", null)]
    public void The_first_wait_is_at_most_the_longest(string backOff, string? key)
    {
        if (key is null) Configured.By($"parties.C.back-off={backOff}");
        else Assert.Equal([key], Configured.FaultsBy($"parties.C.back-off={backOff}").Keys());
    }

    [Fact]
    public void Two_links_to_one_party_tell_its_faults_once() =>
        Assert.Single(Configured.FaultsBy(
            "parties.C.max-attempts=0", "parties.A.base-url=\"http://127.0.0.1:3\"", "links=[{ from = B, to = C }, { from = A, to = C }]"));

    [Theory]
    [InlineData("parties.\"a b\".base-url=\"http://127.0.0.1:3\"")]
    [InlineData("parties.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.base-url=\"http://127.0.0.1:3\"")]
    public void A_partys_name_is_plain_and_short(string assignment) => Assert.Single(Configured.FaultsBy(assignment));

    [Fact]
    public void Without_a_party_there_is_nothing_to_do() => Assert.Equal(["parties"], Configured.FaultsOf("").Keys());

    [Theory]
    [InlineData("parties.C.headers.X-Token={ a = 1 }", "parties.C.headers.X-Token")]
    [InlineData("parties.C.headers.X-Token=[\"secret-value\"]", "parties.C.headers.X-Token")]
    [InlineData("parties.C.headers.\"X Token\"=secret-value", null)]
    [InlineData("parties.C.headers.X-Token=\"secret-value\\n\"", null)]
    public void A_header_that_cannot_be_sent_is_refused_without_being_shown(string assignment, string? key)
    {
        var fault = Assert.Single(Configured.FaultsBy(assignment));

        if (key is not null) Assert.Equal("actorsync." + key, fault.Key);
        Assert.Contains("headers", fault.Key, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-value", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.nmae=x", "node.nmae")]
    [InlineData("nodes.name=x", "nodes")]
    [InlineData("parties.C.base-ulr=x", "parties.C.base-ulr")]
    [InlineData("parties.C.back-off.frist=1s", "parties.C.back-off.frist")]
    [InlineData("party-defaults.colour=red", "party-defaults.colour")]
    [InlineData("store.embedded.file=x", "store.embedded.file")]
    [InlineData("engine.writers=5", "engine.writers")]
    public void A_key_that_nothing_reads_is_refused_and_the_right_ones_are_named(string assignment, string key)
    {
        var fault = Assert.Single(Configured.FaultsBy(assignment));

        Assert.Equal("actorsync." + key, fault.Key);
        Assert.StartsWith("one of ", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_at_an_unknown_key_is_not_shown() =>
        Assert.DoesNotContain(
            "0123456789abcdef", Assert.Single(Configured.FaultsBy("node.api-key=0123456789abcdef")).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_programs_keys_are_left_alone() => Configured.Of(Configured.Least + "akka.loglevel = DEBUG\nother { a = 1 }\n", []);
}
