using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>R26: a party that is down means waiting; when it is back the node goes on by itself.</summary>
public sealed class SecondChanceTests
{
    private const int Accounts = 20;

    [Fact]
    public async Task What_used_up_its_attempts_in_an_outage_is_tried_again_when_the_party_is_back()
    {
        await using var node = await RunningNode.Start("parties.C.circuit-breaker={ failures-in-a-row = 5, break = 50ms }", "parties.C.max-in-flight=2");
        node.C.IsAway = true;
        for (var i = 0; i < Accounts; i++) await node.Submit(Reports.Forum($"out-{i}"));
        await node.Until("parked", "out-0-forum-1");

        node.C.IsAway = false;
        for (var i = 0; i < Accounts; i++) await node.Until("done", $"out-{i}-forum-1");
        Assert.Contains("actorsync", (await node.Get("/v1/accounts/out-0")).Ok()["timeline"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_the_outage_that_ends_when_the_party_is_back_already_is_tried_again_too()
    {
        await using var node = await RunningNode.Start(
            "parties.C.circuit-breaker={ failures-in-a-row = 5, break = 50ms }", "party-defaults.attempt-timeout=5s", "parties.C.max-attempts=1");
        node.C.Answer("late", 503);
        var late = node.C.Hold("late");
        await node.Submit(Reports.Forum("late"));
        await late.Arrived;
        node.C.IsAway = true;
        for (var i = 0; i < Accounts; i++) await node.Submit(Reports.Forum($"out-{i}"));
        await node.Until("parked", "out-0-forum-1");

        node.C.IsAway = false;
        await node.Submit(Reports.Forum("next"));
        await node.Until("done", "out-0-forum-1");

        late.Release();
        await node.Until("parked", "late-forum-1");
        node.C.TakeOver("late");
        await node.Until("done", "late-forum-1");
    }

    [Fact]
    public async Task A_party_that_nobody_calls_any_more_is_found_to_be_back()
    {
        await using var node = await RunningNode.Start("parties.C.circuit-breaker={ failures-in-a-row = 2, break = 50ms }", "parties.C.max-attempts=1");
        node.C.IsAway = true;
        for (var i = 0; i < 2; i++) await node.Submit(Reports.Forum($"out-{i}"));
        for (var i = 0; i < 2; i++) await node.Until("parked", $"out-{i}-forum-1");

        node.C.IsAway = false;

        for (var i = 0; i < 2; i++) await node.Until("done", $"out-{i}-forum-1");
    }

    [Fact]
    public async Task What_fails_by_itself_stays_parked()
    {
        await using var node = await RunningNode.Start("parties.C.circuit-breaker={ failures-in-a-row = 1000, break = 50ms }");
        node.C.Answer("alone", 500);
        await node.Submit(Reports.Forum("alone"));
        await node.Until("parked", "alone-forum-1");
        await node.Submit(Reports.Forum("other"));
        await node.Until("done", "other-forum-1");

        Assert.Equal("parked", (string?)(await node.Find("alone-forum-1"))["status"]);
        Assert.Equal(2, node.C.CallsAbout("alone").Count);
    }
}
