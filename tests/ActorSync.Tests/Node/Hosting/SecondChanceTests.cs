using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>R26: a party that is down means waiting; when it is back the node goes on by itself.</summary>
public sealed class SecondChanceTests
{
    private const int Accounts = 20;

    [Fact]
    public async Task What_used_up_its_attempts_in_an_outage_is_tried_again_when_the_party_is_back()
    {
        await using var node = await RunningNode.Start(
            "parties.C.circuit-breaker={ failures-in-a-row = 5, break = 50ms }", "parties.C.max-in-flight=2");
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
            "parties.C.circuit-breaker={ failures-in-a-row = 5, break = 50ms }", "party-defaults.attempt-timeout=5s",
            "parties.C.max-attempts=1");
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
        await using var node = await RunningNode.Start(
            "parties.C.circuit-breaker={ failures-in-a-row = 2, break = 50ms }", "parties.C.max-attempts=1");
        node.C.IsAway = true;
        for (var i = 0; i < 2; i++) await node.Submit(Reports.Forum($"out-{i}"));
        for (var i = 0; i < 2; i++) await node.Until("parked", $"out-{i}-forum-1");

        node.C.IsAway = false;

        for (var i = 0; i < 2; i++) await node.Until("done", $"out-{i}-forum-1");
    }

    [Fact]
    public async Task What_used_up_its_attempts_in_an_outage_is_tried_again_when_the_node_was_started_anew_meanwhile()
    {
        string[] soon = ["parties.C.circuit-breaker={ failures-in-a-row = 5, break = 50ms }"];
        await using var node = await RunningNode.Start(soon);
        node.C.IsAway = true;
        for (var i = 0; i < Accounts; i++) await node.Submit(Reports.Forum($"out-{i}"));
        for (var i = 0; i < Accounts; i++) await node.Until("parked", $"out-{i}-forum-1");

        await node.Restart(soon);
        node.C.IsAway = false;

        for (var i = 0; i < Accounts; i++) await node.Until("done", $"out-{i}-forum-1");
    }

    [Fact]
    public async Task What_used_up_its_attempts_over_a_quota_is_tried_again()
    {
        await using var node = await RunningNode.Start();
        for (var i = 0; i < Accounts; i++) node.C.Answer($"over-{i}", 429);
        for (var i = 0; i < Accounts; i++) await node.Submit(Reports.Forum($"over-{i}"));
        for (var i = 0; i < Accounts; i++) await node.Until("parked", $"over-{i}-forum-1");

        for (var i = 0; i < Accounts; i++) node.C.TakeOver($"over-{i}");

        for (var i = 0; i < Accounts; i++) await node.Until("done", $"over-{i}-forum-1");
    }

    [Fact]
    public async Task What_had_hundreds_of_attempts_in_an_outage_is_tried_again()
    {
        await using var node = await RunningNode.Start(
            "parties.C.max-attempts=200", "parties.C.circuit-breaker={ break = 1ms }", "parties.C.back-off={ first = 1ms, max = 2ms }");
        node.C.IsAway = true;
        await node.Submit(Reports.Forum("long"));
        await node.Until("parked", "long-forum-1");

        node.C.IsAway = false;
        await node.Submit(Reports.Forum("next"));

        await node.Until("done", "long-forum-1");
    }

    [Fact]
    public async Task What_fails_by_itself_between_others_that_work_stays_parked()
    {
        await using var node = await RunningNode.Start("parties.C.circuit-breaker={ failures-in-a-row = 1000, break = 50ms }");
        node.C.Answer("alone", 500);
        var first = node.C.Hold("alone");
        await node.Submit(Reports.Forum("alone"));
        await first.Arrived;
        await Work("before");
        var second = node.C.Hold("alone");
        first.Release();
        await second.Arrived;
        await Work("between");
        second.Release();
        await node.Until("parked", "alone-forum-1");
        await Work("after");

        Assert.Equal("parked", (string?)(await node.Find("alone-forum-1"))["status"]);
        Assert.Equal(2, node.C.CallsAbout("alone").Count);

        async Task Work(string account)
        {
            await node.Submit(Reports.Forum(account));
            await node.Until("done", $"{account}-forum-1");
        }
    }
}
