using System.Text;
using ActorSync.Node.Commands;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class SubmitTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_file_is_sent_and_its_answers_are_counted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("in.ndjson"), [Line("file-1"), "", Line("file-2"), Line("file-1")]);

        var run = (await Submit(folder.File("in.ndjson"))).Ok();

        Assert.Contains("accepted", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"duplicate\s+│\s+1", run.Output);
        Assert.Matches(@"all\s+│\s+3", run.Output);
        await _node.Until("done", "file-2-forum-1");
    }

    [Fact]
    public async Task Standard_input_is_sent_and_the_summary_is_JSON()
    {
        var run = (await Submit("-", $"{Line("stdin-1")}\r\n{Line("stdin-2")}", "--json")).Ok();

        Assert.Equal((2, 2), ((int)run.Json["lines"]!, (int)run.Json["statuses"]!["accepted"]!));
        Assert.Empty(run.Json["refused"]!.AsArray());
    }

    [Fact]
    public async Task Refused_lines_are_named_with_their_faults_and_the_exit_code_is_1()
    {
        var json = await Submit("-", $"{Line("bad-1")}\n\n{{\"id\":5}}\nnonsense\n", "--json");

        Assert.Equal(1, json.ExitCode);
        Assert.Equal([3, 4], json.Json["refused"]!.AsArray().Select(r => (int)r!["line"]!));
        Assert.Contains("/id: expected a string, found 5", (string)json.Json["refused"]![0]!["problem"]!, StringComparison.Ordinal);
        var people = await Submit("-", "[red]\n");
        Assert.Equal(1, people.ExitCode);
        Assert.Contains("line 1", people.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_line()
    {
        var marked = await Submit("-", $"\uFEFF\n{Line("marked-file-1")}\n{Line("marked-file-2")}", "--json");
        Assert.Equal(2, (int)marked.Ok().Json["statuses"]!["accepted"]!);
        Assert.Equal(1, (int)(await Submit("-", "\uFEFF" + Line("marked-file-3"), "--json")).Ok().Json["statuses"]!["accepted"]!);
        Assert.Equal(0, (int)(await Submit("-", "\uFEFF", "--json")).Ok().Json["lines"]!);
    }

    [Fact]
    public async Task More_lines_than_one_batch_takes_are_all_sent()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 2500).Select(i => Line($"lots-{i}")));

        Assert.Equal(2500, (int)(await Submit("-", lines, "--json")).Ok().Json["statuses"]!["accepted"]!);
    }

    [Fact]
    public async Task A_line_too_long_for_any_batch_is_refused_and_the_others_are_sent()
    {
        var run = await Submit("-", $"{Line("beside-1")}\n{new string('x', 17 * 1024 * 1024)}\n{Line("beside-2")}\n", "--json");

        Assert.True(run.ExitCode == 1, run.Errors);
        Assert.Equal((2, 1), ((int)run.Json["statuses"]!["accepted"]!, (int)run.Json["statuses"]!["refused"]!));
        Assert.Equal(2, (int)run.Json["refused"]![0]!["line"]!);
    }

    [Fact]
    public async Task A_node_that_takes_smaller_batches_gets_smaller_ones()
    {
        await using var node = await RunningNode.Start("node.limits.batch-lines=7");

        var lines = string.Join('\n', Enumerable.Range(0, 100).Select(i => Line($"small-{i}")));
        var run = (await CommandRun.Of(["submit", "-", "--json", "--node", node.Host.Api.ToString()], lines)).Ok();

        Assert.Equal(100, (int)run.Json["statuses"]!["accepted"]!);
    }

    [Fact]
    public async Task An_empty_file_is_nothing_to_send() => Assert.Equal(0, (int)(await Submit("-", "\n\n", "--json")).Ok().Json["lines"]!);

    [Fact]
    public async Task A_node_that_wants_a_key_gets_it_from_the_environment()
    {
        await using var node = await RunningNode.Start("node.api-keys.ops=ops-0123456789abcdef");
        string[] args = ["submit", "-", "--json", "--node", node.Host.Api.ToString()];

        (await CommandRun.Of(args, Line("key-1"))).Failed(1, "A key is needed", "ACTORSYNC_API_KEY");
        (await CommandRun.Of(args, Line("key-1"), ("ACTORSYNC_API_KEY", "wrong"))).Failed(1, "A key is needed", "ACTORSYNC_API_KEY");
        (await CommandRun.Of(args, Line("key-1"), ("ACTORSYNC_API_KEY", "no\nheader"))).Failed(2, "ACTORSYNC_API_KEY");
        (await CommandRun.Of(args, Line("key-1"), ("ACTORSYNC_API_KEY", "ops-0123456789abcdef"))).Ok();
    }

    [Theory]
    [InlineData("text/html; charset=bogus", "<html>")]
    [InlineData("application/json", "{\"title\":1,\"title\":2}")]
    public async Task What_answers_oddly_is_no_node(string type, string body)
    {
        await using var web = FakeReceiver.Answering(
            $"HTTP/1.1 200 OK\r\ncontent-type: {type}\r\ncontent-length: {body.Length}\r\n\r\n{body}");

        (await CommandRun.Of("status", "B", "x", "--node", web.Url)).Failed(3, "is no node");
        (await CommandRun.Of(["submit", "-", "--node", web.Url], Line("odd-1"))).Failed(3, "is no node");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task What_answers_but_is_no_node_is_said_so_at_once(string body)
    {
        await using var web = FakeReceiver.Answering($"HTTP/1.1 200 OK\r\ncontent-length: {body.Length}\r\n\r\n{body}");

        (await CommandRun.Of(["submit", "-", "--node", web.Url], Line("nowhere-1"))).Failed(3, "is no node");

        Assert.Single(web.Requests);
    }

    [Fact]
    public async Task What_meets_a_busy_node_is_sent_again()
    {
        await using var node = await RunningNode.Start("engine.shards=1", "engine.mailbox-size=1", "node.limits.batch-patience=1ms");

        var lines = string.Join('\n', Enumerable.Range(0, 200).Select(i => Line($"busy-{i}")));
        var run = (await CommandRun.Of(["submit", "-", "--json", "--node", node.Host.Api.ToString()], lines)).Ok();

        var statuses = run.Json["statuses"]!.AsObject();
        Assert.Equal(200, statuses.Sum(s => (int)s.Value!));
        Assert.All(statuses, s => Assert.True(s.Key is "accepted" or "duplicate", s.Key));
    }

    [Fact]
    public async Task What_the_node_said_of_lines_that_it_never_took_is_told()
    {
        const string Why = "shard 3 was taken over";
        const string Receipt = $$$"""{"line":1,"status":"unanswered","problem":{"title":"Not this node's","detail":"{{{Why}}}"}}""" + "\n";
        await using var web = FakeReceiver.Answering(
            $"HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ncontent-length: {Receipt.Length}\r\n\r\n{Receipt}");
        using var client = new NodeClient(new Uri(web.Url), null);
        var sender = new BatchSender(client, TimeProvider.System, TimeSpan.Zero);
        await sender.Add(1, Encoding.UTF8.GetBytes(Line("lost-1")), default);

        var late = await Assert.ThrowsAsync<TimeoutException>(() => sender.Flush(default));

        Assert.Contains(Why, late.Message, StringComparison.Ordinal);
    }

    private Task<CommandRun> Submit(string file, string input = "", params string[] more) =>
        CommandRun.Of(["submit", file, "--node", _node.Host.Api.ToString(), .. more], input);

    private static string Line(string account) => Reports.Forum(account).ToJsonString();
}
