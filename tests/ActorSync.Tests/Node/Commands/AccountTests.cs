using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class AccountTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_long_timeline_is_shown_to_its_end()
    {
        const int reports = 1100;
        await _node.Batch([.. Enumerable.Range(1, reports).Select(i => Reports.Forum("long-shown", i).ToJsonString())]);
        await _node.Until("done", $"long-shown-forum-{reports}");

        var json = (await Run("account", "long-shown", "--json")).Ok().Json;
        var people = (await Run("account", "long-shown")).Ok().Output;

        var timeline = json["timeline"]!.AsArray();
        Assert.Equal((long)json["version"]!, (long)timeline[^1]!["sequence"]!);
        Assert.Equal(Enumerable.Range(1, timeline.Count), timeline.Select(e => (int)e!["sequence"]!));
        Assert.Null(json["after"]);
        Assert.Equal(timeline.Count, people.Split('\n').Count(line => line.Contains("B/long-shown-forum-", StringComparison.Ordinal)));
        Assert.Matches($@"delivered +│ B/long-shown-forum-{reports} to C", people);
    }

    [Theory]
    [InlineData(422, 0)]
    [InlineData(503, 1)]
    public async Task Only_what_is_tried_again_says_when(int status, int retries)
    {
        _node.C.Answer($"again-{status}", status);
        await _node.Submit(Reports.Forum($"again-{status}"));
        await _node.Until("parked", $"again-{status}-forum-1");

        // What follows its being parked is its second chance: the party takes over what other tests send.
        var untilParked = (await Run("account", $"again-{status}")).Ok().Output.Split('\n')
            .TakeWhile(line => !line.Contains("delivery-parked", StringComparison.Ordinal));
        var failed = untilParked.Where(line => line.Contains("attempt-failed", StringComparison.Ordinal)).ToList();

        Assert.Equal(retries + 1, failed.Count);
        Assert.All(failed[..retries], line => Assert.Matches(@"again at [0-9T:-]+\.[0-9]{3}Z", line));
        Assert.DoesNotContain("again at", failed[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_newer_revision_replaced_is_not_tried_again()
    {
        _node.C.Answer("replaced", 503);
        var call = _node.C.Hold("replaced");
        await _node.Submit(Reports.Forum("replaced"));
        await call.Arrived;
        await _node.Submit(Reports.Forum("replaced", 2));
        call.Release();
        await _node.Until("superseded", "replaced-forum-1");

        var output = (await Run("account", "replaced")).Ok().Output;

        Assert.DoesNotMatch(@"attempt-failed +│ B/replaced-forum-1 to C.*again at", output);
    }

    [Fact]
    public async Task What_is_open_is_shown_with_why_and_what_unblocks_it()
    {
        await _node.Submit(Reports.Dinner("open"));

        var output = (await Run("account", "open")).Ok().Output;

        Assert.Matches(
            @"to C: gated, the registration for forum is not done at C; unblocked by forum done at C, or release; looked at 2\d{3}-",
            output);
    }

    private Task<CommandRun> Run(params string[] args) => CommandRun.Of([.. args, "--node", _node.Host.Api.ToString()]);
}
