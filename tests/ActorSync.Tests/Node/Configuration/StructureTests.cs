using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>Where keys belong, a single value or a list must not pass for nothing: what it was meant to say would be missing.</summary>
public sealed class StructureTests
{
    [Theory]
    [InlineData("node.api-keys=\"secret-0123456789\"")]
    [InlineData("node.api-keys=[\"secret-0123456789\"]")]
    [InlineData("parties.C.headers=\"Authorization: Bearer secret\"")]
    [InlineData("parties.C.back-off=5s")]
    [InlineData("parties.C.deliver=\"/secret\"")]
    [InlineData("parties.C=\"http://user:secret@127.0.0.1:1\"")]
    [InlineData("party-defaults.circuit-breaker=off")]
    [InlineData("party-defaults=[]")]
    [InlineData("link-defaults=10s")]
    [InlineData("engine=64")]
    [InlineData("store.mysql=\"Server=db;Password=secret\"")]
    [InlineData("log=debug")]
    [InlineData("links.0=B", "links=[B, { from = B, to = C }]")]
    public void A_value_where_an_object_belongs_is_one_fault_that_does_not_show_it(string assignment, string? written = null)
    {
        var fault = Assert.Single(Configured.FaultsBy(written ?? assignment));

        Assert.Equal("actorsync." + assignment.Split('=')[0], fault.Key);
        Assert.Equal("an object", fault.Expected);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_is_an_object_too() =>
        Assert.Contains(Configured.FaultsOf("actorsync = on"), f => f is { Key: "actorsync", Expected: "an object" });

    [Theory]
    [InlineData("node.api-keys=null")]
    [InlineData("parties.C.back-off=null")]
    [InlineData("parties.C.headers={}")]
    public void Null_says_nothing_and_an_object_may_be_empty(string assignment) => Configured.By(assignment);
}
