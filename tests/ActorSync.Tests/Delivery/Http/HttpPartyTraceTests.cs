using System.Diagnostics;
using ActorSync.Tests.Support;
using Xunit;

namespace ActorSync.Tests;

[Collection(TracingCollection.Name)]
public sealed class HttpPartyTraceTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string SpanId = "00f067aa0ba902b7";

    [Fact]
    public async Task A_call_nobody_records_carries_the_submissions_trace_and_a_span_of_its_own()
    {
        var trace = await TraceOf(SomeDelivery.Main with { Trace = $"00-{TraceId}-{SpanId}-00" });

        Assert.Equal(TraceId, trace[1]);
        Assert.NotEqual(SpanId, trace[2]);
        Assert.Equal("00", trace[3]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("nonsense")]
    public async Task A_submission_without_a_trace_gets_one(string? trace)
    {
        var sent = await TraceOf(SomeDelivery.Main with { Trace = trace });

        Assert.Equal(["00", 32, 16, "00"], new object[] { sent[0], sent[1].Length, sent[2].Length, sent[3] });
        Assert.NotEqual(new string('0', 32), sent[1]);
    }

    [Fact]
    public async Task A_recorded_call_is_a_span_under_the_submissions()
    {
        Activity? recorded = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ActorSync.Delivery",
            Sample = (ref o) =>
                o.Parent.TraceId.ToHexString() == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity => recorded = activity,
        };
        ActivitySource.AddActivityListener(listener);

        var trace = await TraceOf(SomeDelivery.Main with { Trace = SomeDelivery.Trace });

        Assert.NotNull(recorded);
        Assert.Equal((TraceId, SpanId), (recorded.TraceId.ToHexString(), recorded.ParentSpanId.ToHexString()));
        Assert.Equal(["00", TraceId, recorded.SpanId.ToHexString(), "01"], trace);
        Assert.Equal(ActivityKind.Client, recorded.Kind);
        Assert.Equal(200, recorded.GetTagItem("http.response.status_code"));
        Assert.Equal("B/b-1", recorded.GetTagItem("actorsync.submission"));
    }

    private static async Task<string[]> TraceOf(Delivery delivery)
    {
        await using var receiver = FakeReceiver.Answering(Ok);
        using var party = SomeParty.At(receiver.Url);
        await party.Call(delivery);
        return Assert.Single(receiver.Requests).Header("traceparent")!.Split('-');
    }
}
