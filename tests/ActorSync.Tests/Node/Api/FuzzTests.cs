using System.Collections.Concurrent;
using System.Text;
using Xunit;

namespace ActorSync.Tests.Node.Api;

/// <summary>
/// Thousands of damaged submissions and requests from a seed: each is answered 2xx or 4xx, or cut off, and
/// exactly what was answered 202 is stored.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261121;

    private static readonly byte[][] Tokens = [.. new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "-", "1e999", "\"id\":", "\"data\":{}", "\0",
        "\n", "\r\n", "\r\n\r\n", "%00", " HTTP/1.1", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "/", "?",
        "..", "\u2028",
    }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf]];

    [Fact]
    public async Task Damaged_submissions_are_refused_or_taken_and_only_what_is_taken_is_stored()
    {
        await using var node = await RunningNode.Start();
        ConcurrentDictionary<string, byte> taken = new();
        await Parallel.ForAsync(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var chance = new Random(Seed + i);
            var body = Damaged(Encoding.UTF8.GetBytes(Report($"f{i}")), chance);
            var answer = await node.Post("/v1/submissions", body);
            if (answer.Status == 202) taken.TryAdd((string)answer.Json["id"]!, 0);
            else
            {
                Assert.True(answer.Status is 400 or 422, $"seed {Seed + i}: {answer.Status} {answer.Text}");
                answer.Refused(answer.Status);
            }
        });

        await AssertStored(node, taken.Keys);
    }

    [Fact]
    public async Task Damaged_batches_have_a_receipt_for_each_line()
    {
        await using var node = await RunningNode.Start();
        ConcurrentDictionary<string, byte> taken = new();
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (i, _) =>
        {
            var chance = new Random(Seed - i);
            var body = Damaged(
                [.. Enumerable.Range(0, 20).SelectMany(n => Encoding.UTF8.GetBytes(Report($"b{i}-{n}") + "\n"))], chance, 30);
            var answer = await node.Post("/v1/submissions", body, "application/x-ndjson");
            Assert.Equal(200, answer.Status);
            var receipts = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!).ToList();
            Assert.Equal(Encoding.Latin1.GetString(body).Split('\n').Count(l => l.Trim(' ', '\t', '\r').Length > 0), receipts.Count);
            foreach (var receipt in receipts)
                if ((string?)receipt["status"] is not "refused") taken.TryAdd((string)receipt["id"]!, 0);
        });

        await AssertStored(node, taken.Keys);
    }

    [Fact]
    public async Task Damaged_requests_never_make_thenode_fail()
    {
        await using var node = await RunningNode.Start();
        string[] requests =
        [
            "POST /v1/submissions HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\nContent-Length: 212\r\n"
                + $"Connection: close\r\n\r\n{Report("raw")}",
            "GET /v1/submissions?status=parked&limit=5&from=2026-10-08T00:00:00Z&cursor=5-6 HTTP/1.1\r\n"
                + "Host: node\r\nConnection: close\r\n\r\n",
            "GET /v1/submissions/B/some%2Fid HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n",
            "GET /v1/accounts/some?after=5 HTTP/1.1\r\nHost: node\r\nConnection: close\r\n\r\n",
            "POST /v1/actions HTTP/1.1\r\nHost: node\r\nContent-Type: application/json\r\nContent-Length: 80\r\nConnection: close\r\n\r\n"
                + "{\"action\":\"retry\",\"by\":\"b\",\"why\":\"w\",\"filter\":{\"status\":\"parked\",\"party\":\"C\"}}  ",
        ];
        await Parallel.ForAsync(0, 1500, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            var chance = new Random(Seed * 2 + i);
            var request = Damaged(Encoding.UTF8.GetBytes(requests[i % requests.Length]), chance);
            var answer = await RawConnection.Exchange(node.Host.Api, request);
            Assert.True(
                !answer.StartsWith("HTTP/", StringComparison.Ordinal)
                    || answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal)
                    || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
                    || answer.StartsWith("HTTP/1.1 505 ", StringComparison.Ordinal),
                $"seed {Seed * 2 + i}: {Encoding.Latin1.GetString(request)}\n{answer}");
        });

        Assert.Empty(node.Logs.Errors);
    }

    private static async Task AssertStored(RunningNode node, ICollection<string> taken)
    {
        Assert.NotEmpty(taken);
        HashSet<string> stored = [];
        string? cursor = null;
        do
        {
            var page = (await node.Get("/v1/submissions?limit=1000" + (cursor is null ? "" : $"&cursor={cursor}"))).Ok();
            foreach (var row in page["submissions"]!.AsArray()) stored.Add((string)row!["id"]!);
            cursor = (string?)page["cursor"];
        }
        while (cursor is not null);
        Assert.Equal(taken.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Empty(node.Logs.Errors);
    }

    private static string Report(string id) =>
        $$"""{"id":"{{id}}","origin":"B","account":"{{id}} \u9648","meeting":"forum","operation":"update","revision":7"""
            + ""","occurredAt":"2026-10-08T00:59:14.347Z","notBefore":null,"data":{"name":"陈洋","answers":[1,2.50]} }""";

    /// <summary>A few places cut out, doubled, or replaced by something nasty.</summary>
    private static byte[] Damaged(byte[] whole, Random chance, int most = 4)
    {
        var bytes = whole.ToList();
        for (var i = chance.Next(1, most); i > 0 && bytes.Count > 0; i--)
        {
            var at = chance.Next(bytes.Count);
            var length = chance.Next(Math.Min(12, bytes.Count - at));
            switch (chance.Next(4))
            {
                case 0: bytes.RemoveRange(at, length); break;
                case 1: bytes.InsertRange(chance.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 2: bytes.InsertRange(at, Tokens[chance.Next(Tokens.Length)]); break;
                default: bytes[at] = (byte)chance.Next(256); break;
            }
        }
        return [.. bytes];
    }
}
