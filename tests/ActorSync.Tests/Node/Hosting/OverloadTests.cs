using System.Text;
using System.Text.Json.Nodes;
using ActorSync.Tests.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>A node that cannot keep up, or whose store is away, says so, and goes on when it can (R5, R26).</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task While_the_store_is_away_a_submission_is_answered_503_and_taken_once_when_it_is_back()
    {
        await using var node = await RunningNode.Start("engine.answer-timeout=300ms");
        await node.Submit(Reports.Forum("before"));
        await node.Until("done", "before-forum-1");

        using (LockOut(node))
        {
            var answer = await node.Post("/v1/submissions", Reports.Forum("away"));

            answer.Refused(503);
            Assert.NotNull(answer.Headers.RetryAfter);
            var report = Encoding.UTF8.GetBytes(Reports.Forum("away-too").ToJsonString());
            var line = (await node.Post("/v1/submissions", report, "application/x-ndjson")).Json;
            Assert.Equal(("unanswered", 503), ((string?)line["status"], (int)line["problem"]!["status"]!));
            await UntilReady(node, false, "the store");
            // That it answers does not mean that it can be written.
            for (var i = 0; i < 8; i++) await node.Get($"/v1/accounts/cold-{i}");
            Assert.Equal(503, (int)(await node.Management.GetAsync("/ready")).StatusCode);
            Assert.Equal("done", (string?)(await node.Find("before-forum-1"))["status"]);
            Assert.Equal(200, (int)(await node.Management.GetAsync("/alive")).StatusCode);
        }

        await UntilReady(node, true, null);
        await node.Until("done", "away-forum-1");
        await node.Until("done", "away-too-forum-1");
        Assert.Equal("duplicate", (string?)(await node.Submit(Reports.Forum("away")))["status"]);
        Assert.Single(node.C.CallsAbout("away"));
    }

    [Fact]
    public async Task A_full_intake_is_answered_429_and_what_was_taken_in_is_unaffected()
    {
        await using var node = await RunningNode.Start(
            "engine.shards=1", "engine.mailbox-size=4", "engine.batch-size=1", "engine.answer-timeout=60s",
            "node.limits.batch-patience=10ms", "node.limits.batches=8");
        List<Task<HttpAnswer>> sent = [];
        List<Task<JsonObject[]>> lines = [];
        using (LockOut(node))
        {
            sent.AddRange(Enumerable.Range(0, 30).Select(i => node.Post("/v1/submissions", Reports.Forum($"full-{i}"))));
            // Whoever is taken in waits for the store; whoever is not is told at once.
            var first = await await Task.WhenAny(sent);
            first.Refused(429);
            Assert.NotNull(first.Headers.RetryAfter);
            // The first refusal may come before the shard has taken its last one out of the mailbox, and a place be left:
            // a few lines find it full.
            lines.AddRange(Enumerable.Range(0, 8).Select(i => node.Batch(Reports.Forum($"full-line-{i}").ToJsonString())));
            var line = (await await Task.WhenAny(lines))[0];
            Assert.Equal(("busy", 429), ((string?)line["status"], (int)line["problem"]!["status"]!));
        }

        var answers = await Task.WhenAll(sent);
        Assert.InRange(answers.Count(a => a.Status == 202), 4, 12);
        for (var i = 0; i < answers.Length; i++)
            if (answers[i].Status == 202) await node.Until("done", $"full-{i}-forum-1");
            else
            {
                answers[i].Refused(429);
                (await node.Get($"/v1/submissions/B/full-{i}-forum-1")).Refused(404);
            }
        await Task.WhenAll(lines);
        Assert.Equal("accepted", (string?)(await node.Submit(Reports.Forum("afterwards")))["status"]);
    }

    [Fact]
    public async Task The_bytes_taken_in_are_bounded_too()
    {
        await using var node = await RunningNode.Start(
            "engine.shards=1", "engine.batch-size=1", "engine.intake-bytes=1 MiB", "engine.answer-timeout=60s");
        List<Task<HttpAnswer>> sent = [];
        using (LockOut(node))
        {
            for (var i = 0; i < 40; i++)
            {
                var report = Reports.Forum($"big-{i}");
                report["data"] = new JsonObject { ["big"] = new string('x', 60_000) };
                sent.Add(node.Post("/v1/submissions", report));
            }
            while (!sent.Exists(s => s.IsCompleted)) await Task.WhenAny(sent);
        }

        var answers = await Task.WhenAll(sent);
        Assert.All(answers, a => Assert.True(a.Status is 202 or 429, a.Text));
        Assert.Contains(answers, a => a.Status == 429);
        Assert.InRange(answers.Count(a => a.Status == 202), 10, 39);
    }

    [Fact]
    public async Task Slow_senders_of_batches_keep_nobody_out_and_are_answered_in_the_end()
    {
        await using var node = await RunningNode.Start("node.limits.batches=1");
        string[] lines = [.. Enumerable.Range(0, 8).Select(i => Reports.Forum($"slow-{i}").ToJsonString())];
        var slow = await Task.WhenAll(lines.Select(line => BeginBatch(node, line, 10)));

        var receipt = Assert.Single(await node.Batch(Reports.Forum("honest").ToJsonString()));

        Assert.Equal("accepted", (string?)receipt["status"]);
        for (var i = 0; i < slow.Length; i++)
        {
            await slow[i].Send(lines[i][10..]);
            Assert.Contains("accepted", await slow[i].ReadToEnd(), StringComparison.Ordinal);
            slow[i].Dispose();
        }
    }

    [Fact]
    public async Task A_batch_for_which_there_is_no_memory_is_told_to_come_again()
    {
        await using var node = await RunningNode.Start(
            "node.limits={ batches = 1, batch-bytes = 64 KiB, batch-lines = 1, batch-patience = 5s }");
        var line = Reports.Forum("large").ToJsonString() + new string(' ', 60_000);
        using var large = await BeginBatch(node, line, line.Length - 1);
        var small = Encoding.UTF8.GetBytes(new string(' ', 20_000));

        HttpAnswer answer;
        // What was sent may not have been read yet.
        do answer = await node.Post("/v1/submissions", small, "application/x-ndjson");
        while (answer.Status == 200);

        answer.Refused(429);
        Assert.NotNull(answer.Headers.RetryAfter);
        await node.Submit(Reports.Forum("single"));
        await large.Send(line[^1..]);
        Assert.Contains("accepted", await large.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(200, (await node.Post("/v1/submissions", small, "application/x-ndjson")).Status);
    }

    [Fact]
    public async Task Connections_without_a_request_keep_nobody_out()
    {
        await using var node = await RunningNode.Start("node.limits.connections=3");
        var line = Reports.Forum("under-way").ToJsonString();
        using var underWay = await BeginBatch(node, line, 10);
        List<RawConnection> silent = [];
        for (var i = 0; i < 8; i++) silent.Add(await RawConnection.To(node.Host.Api));
        await silent[^1].Send("GET /v1/submissions HTTP/1.1\r\nHost:");

        (await node.Get("/v1/submissions")).Ok();

        // All but one have been ended; whoever is being served has not.
        var ended = silent.ConvertAll(connection => connection.ReadToEnd());
        while (ended.Count > 1)
        {
            var one = await Task.WhenAny(ended);
            Assert.Equal("", await one);
            ended.Remove(one);
        }
        await underWay.Send(line[10..]);
        Assert.Contains("accepted", await underWay.ReadToEnd(), StringComparison.Ordinal);
        silent.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task While_every_connection_has_a_request_a_newcomer_is_refused()
    {
        await using var node = await RunningNode.Start("node.limits.connections=1");
        var line = Reports.Forum("only").ToJsonString();
        using var only = await BeginBatch(node, line, 10);

        await Assert.ThrowsAsync<HttpRequestException>(() => node.Get("/v1/submissions"));

        await only.Send(line[10..]);
        Assert.Contains("accepted", await only.ReadToEnd(), StringComparison.Ordinal);
        (await node.Get("/v1/submissions")).Ok();
    }

    [Fact]
    public async Task A_party_that_is_down_is_told_and_the_node_stays_ready()
    {
        await using var node = await RunningNode.Start(
            "parties.C.circuit-breaker={ minimum-calls = 1, break = 100ms }", "parties.C.max-attempts=1000");
        await node.UntilReady();
        node.C.Answer("down", 503);
        await node.Submit(Reports.Forum("down"));
        await node.Until("retrying", "down-forum-1");

        JsonNode? party;
        do party = JsonNode.Parse(await node.Management.GetStringAsync("/ready"))!["checks"]!.AsArray()
            .Single(c => (string?)c!["name"] == "party C");
        while ((bool)party!["ok"]!);
        Assert.Contains("calls to C failed", (string)party["fault"]!, StringComparison.Ordinal);

        node.C.TakeOver("down");
        await node.Until("done", "down-forum-1");
        Assert.Single(node.C.CallsAbout("down").Select(c => c.Header("Idempotency-Key")).Distinct());
    }

    /// <summary>Sends the beginning of a batch, whose reading has begun when this returns.</summary>
    private static async Task<RawConnection> BeginBatch(RunningNode node, string batch, int length)
    {
        var connection = await RawConnection.To(node.Host.Api);
        await connection.Send(
            "POST /v1/submissions HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nExpect: 100-continue\r\n"
                + $"Content-Length: {batch.Length}\r\nConnection: close\r\n\r\n");
        await connection.ReadUntil("100 Continue");
        await connection.Send(batch[..length]);
        return connection;
    }

    /// <summary>Keeps the node from writing, as a disk that hangs would, until it is disposed.</summary>
    private static SqliteConnection LockOut(RunningNode node)
    {
        var connection = Tool.Open(node.Store, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "begin immediate";
        command.ExecuteNonQuery();
        return connection;
    }

    private static async Task UntilReady(RunningNode node, bool ready, string? failing)
    {
        for (var started = System.Diagnostics.Stopwatch.GetTimestamp(); ;)
        {
            var answer = await HttpAnswer.Of(await node.Management.GetAsync("/ready"));
            if ((bool)answer.Json["ready"]! == ready)
            {
                Assert.Equal(ready ? 200 : 503, answer.Status);
                if (failing is not null)
                    Assert.False((bool)answer.Json["checks"]!.AsArray().Single(c => (string?)c!["name"] == failing)!["ok"]!);
                return;
            }
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), answer.Text);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
