using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests;

public sealed class SimulatedPartyKeyTests
{
    [Fact]
    public async Task A_repeat_under_its_key_gets_the_first_answer_and_does_nothing()
    {
        await using var c = await Caller.Of();

        Assert.Equal(201, await c.Put("forum", 1, "k1"));
        Assert.Equal(200, await c.Put("forum", 2, "k2"));
        using var again = await c.Send(Caller.PutOf("forum", 1, "k1"));

        Assert.Equal((201, "true"), ((int)again.StatusCode, again.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Equal(2, Assert.Single(c.Party.Held()).Value.Revision);
        Assert.Equal((2L, 1L), (c.Report.Results[CallResult.TookOver], c.Report.Results[CallResult.Repeated]));
        Assert.Equal(0, c.Report.Violations);
    }

    [Fact]
    public async Task A_late_repeat_of_a_cancellation_cancels_nothing_new()
    {
        await using var c = await Caller.Of();
        await c.Put("forum", 1, "k1");
        Assert.Equal(204, await c.Delete("forum", "k2"));
        await c.Put("forum", 3, "k3");

        Assert.Equal(204, await c.Delete("forum", "k2"));

        Assert.Single(c.Party.Held());
    }

    [Fact]
    public async Task A_key_with_another_request_is_refused()
    {
        await using var c = await Caller.Of();
        await c.Put("forum", 1, "k1");

        Assert.Equal(422, await c.Put("forum", 2, "k1"));
        Assert.Equal(422, await c.Delete("forum", "k1"));
        Assert.Equal(422, await c.Put("forum", 1, "k1", account: "acc-2"));

        Assert.Equal(3, c.Violations(ViolationKind.KeyReused));
        Assert.Equal(1, Assert.Single(c.Party.Held()).Value.Revision);
    }

    [Fact]
    public async Task A_refusal_by_order_is_not_remembered()
    {
        await using var c = await Caller.Of();
        Assert.Equal(409, await c.Put("dinner", 1, "k1", main: "forum"));
        await c.Put("forum", 1, "k2");

        Assert.Equal(201, await c.Put("dinner", 1, "k1", main: "forum"));
    }

    [Fact]
    public async Task An_older_revision_over_a_newer_one_is_a_violation()
    {
        await using var c = await Caller.Of();
        await c.Put("forum", 2, "k1");

        Assert.Equal(200, await c.Put("forum", 1, "k2"));

        var violation = Assert.Single(c.Report.FirstViolations);
        Assert.Equal(
            (ViolationKind.OlderRevision, 2L, "acc-1", "forum", "k2"),
            (violation.Kind, violation.Call, violation.Account, violation.Meeting, violation.Key));
        Assert.Equal("expected revision 2 of B or later, found 1", violation.Detail);
    }

    [Fact]
    public async Task Each_origin_counts_its_own_revisions()
    {
        await using var c = await Caller.Of();
        await c.Put("forum", 5);
        await c.Put("forum", 1, origin: "A");
        await c.Put("forum", 6);

        Assert.Equal(0, c.Report.Violations);
    }

    [Fact]
    public async Task The_same_content_under_another_key_is_a_violation()
    {
        await using var c = await Caller.Of();
        await c.Put("forum", 1, "k1", data: """{"n":1}""");

        await c.Put("forum", 1, "k2", data: """{"n":1}""");
        // What an operator has edited is another request, and other content.
        await c.Put("forum", 1, "k3", data: """{"n":2}""");

        Assert.Equal((1L, 1L), (c.Violations(ViolationKind.RepeatedEffect), c.Report.Violations));
    }
}
