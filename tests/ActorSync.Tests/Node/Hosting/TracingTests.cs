using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using ActorSync.Delivering;
using ActorSync.Node.Hosting;
using ActorSync.Tests.Support;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>Calls to parties are spans of whoever sent the submission, and go to a collector by OTLP (R22).</summary>
[Collection(TracingCollection.Name)]
public sealed class TracingTests
{
    private static readonly ActivityTraceId Trace = ActivityTraceId.CreateRandom();

    [Fact]
    public async Task A_call_reaches_the_collector_in_the_senders_trace()
    {
        await using var collector = await SpanCollector.Start();
        await using var node = await RunningNode.Start();

        using (Tracing.Start("node-that-tells", collector.Url, HttpParty.SpanSource)) await Deliver(node, "traced");

        Assert.True(collector.Has(
            Convert.FromHexString(Trace.ToHexString()), Text("node-that-tells"), Text("actorsync.submission"),
            Text("B/traced-forum-1"), Text("http.response.status_code")));
    }

    [Fact]
    public async Task A_collector_that_is_away_keeps_nothing_from_being_delivered()
    {
        var collector = await SpanCollector.Start();
        var url = collector.Url;
        await collector.DisposeAsync();
        await using var node = await RunningNode.Start();

        using (Tracing.Start("node-unheard", url, HttpParty.SpanSource)) await Deliver(node, "untold");

        Assert.Single(node.C.CallsAbout("untold"));
    }

    private static async Task Deliver(RunningNode node, string account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/submissions")
        {
            Content = JsonContent.Create(Reports.Forum(account)),
        };
        request.Headers.Add("traceparent", $"00-{Trace}-{ActivitySpanId.CreateRandom()}-01");
        (await HttpAnswer.Of(await node.Http.SendAsync(request))).Ok(202);
        await node.Until("done", $"{account}-forum-1");
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
