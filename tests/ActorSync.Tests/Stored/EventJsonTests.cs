using System.Text;
using Xunit;
using static ActorSync.AccountEvent;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>Names and fields of events are stored for ever: a golden file for each shows how.</summary>
public sealed class EventJsonTests
{
    private static readonly DeliveryId Main = new(Forum, SubmissionId.Parse("B", "b-1"), C);
    private static readonly DeliveryId Sub = new(Dinner, SubmissionId.Parse("B", "b-2"), C);

    private static readonly Attempt Failed = new()
    {
        Number = 2,
        StartedAt = Time,
        Took = TimeSpan.FromMilliseconds(1234.5),
        Result = AttemptResult.UnknownEffect,
        Code = 503,
        Detail = "no \"answer\"",
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    /// <summary>One event for each name, with every field set.</summary>
    private static readonly AccountEvent[] Examples =
    [
        new SubmissionReceived(
            new()
            {
                Id = Sub.Submission,
                Account = Some.Account,
                Meeting = Dinner,
                MainMeeting = Forum,
                Operation = Operation.Approve,
                Revision = 7,
                OccurredAt = Time.AddTicks(1),
                NotBefore = Time.AddDays(1),
                Data = JsonData.Parse("""{ "name": "陈洋", "seat": 7.0 }"""u8.ToArray()),
            },
            Verdict.Conflict, Main.Submission,
            [new(B, C, Time, Time.AddSeconds(5), Time.AddDays(1)), new(B, A, Time, Parked: ParkReason.Conflict)],
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01") { At = Time },
        new Delivered(Main, Failed with { Result = AttemptResult.Delivered, Code = 200 }) { At = Time },
        new AttemptFailed(Main, Failed, Time.AddSeconds(30)) { At = Time },
        new DeliveryRenewed(Main, SubmissionId.Parse("C", "c-1"), IsUnderWay: true) { At = Time },
        new DeliveryParked(Sub, ParkReason.MainMissing, "forum was not done") { At = Time },
        new DeliverySuperseded(Main, SubmissionId.Parse("C", "c-1")) { At = Time },
        new DeliveryUnchanged(Main) { At = Time },
        new DeliveryConfirmed(Main) { At = Time },
        new DeliveryCancelled(Main, SubmissionId.Parse("B", "b-3")) { At = Time },
        new GateClosed(Forum, C, [Sub], Time.AddSeconds(5), Time.AddDays(1)) { At = Time },
        new GateOpened(Forum, C, [new(Sub, Time)]) { At = Time },
        new GateStillClosed(Forum, C, [new(Sub, Time.AddDays(1))]) { At = Time },
        new DeliveriesRecovered([Main, Sub]) { At = Time },
        new DeliveryRetried(Main, "ann", "asked to", Time.AddHours(1)) { At = Time },
        new DeliverySkipped(Main, "ann", "asked to", ReleaseSubs: true) { At = Time },
        new DeliveryReleased(Sub, "ann", "asked to", ReleasedFrom.Decision, Time.AddHours(1)) { At = Time },
        new DeliveryEdited(Main, JsonData.Parse("""{"name":"陈 洋"}"""u8.ToArray()), "ann", "asked to", Time.AddHours(1)) { At = Time },
    ];

    /// <summary>What was once written, and how it is read now.</summary>
    public static TheoryData<string, AccountEvent> Older => new()
    {
        { "delivery-retried/1", new DeliveryRetried(Main, "ann", "asked to") { At = Time } },
        { "delivery-edited/1",
            new DeliveryEdited(Main, JsonData.Parse("""{"name":"陈 洋"}"""u8.ToArray()), "ann", "asked to") { At = Time } },
        { "delivery-released/1", new DeliveryReleased(Sub, "ann", "asked to") { At = Time } },
    };

    public static TheoryData<string> Names => [.. EventJson.WrittenNames.Order(StringComparer.Ordinal)];

    private static string FileOf(string name) => name.Replace('/', '.') + ".json";

    [Theory, MemberData(nameof(Names))]
    public void Every_name_has_a_golden_file_that_is_written_and_read(string name)
    {
        var example = Examples.Single(e => EventJson.NameOf(e) == name);
        var written = Encoding.UTF8.GetString(EventJson.Write(example));
        var golden = Golden.Read(FileOf(name));

        Assert.True(golden is not null, $"expected {FileOf(name)} among the golden files, with: {written}");
        Assert.Equal(Encoding.UTF8.GetString(golden), written);
        Same.Check(example, EventJson.Read(name, golden));
    }

    [Theory, MemberData(nameof(Older))]
    public void What_an_earlier_version_wrote_is_read(string name, AccountEvent expected) =>
        Same.Check(expected, EventJson.Read(name, Golden.Read(FileOf(name))));

    [Fact]
    public void Every_golden_file_of_an_event_has_a_name() =>
        Assert.Subset(EventJson.AllNames.Select(FileOf).Append(SnapshotTests.GoldenFile).ToHashSet(), Golden.Files.ToHashSet());

    [Fact]
    public void What_is_null_is_not_written()
    {
        var received = new SubmissionReceived(MainFrom(B), Verdict.Accepted, null, [], null) { At = Time };

        Assert.DoesNotContain("null", Encoding.UTF8.GetString(EventJson.Write(received)), StringComparison.Ordinal);
        Same.Check(received, EventJson.Read(EventJson.NameOf(received), EventJson.Write(received)));
    }

    [Fact]
    public void An_unknown_name_says_that_a_newer_version_wrote_it()
    {
        var thrown = Assert.Throws<FormatException>(() => EventJson.Read("delivered/2", "{}"u8));
        Assert.Contains("newer version", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"delivery":{"meeting":"","submission":{"origin":"B","id":"1"},"to":"C"},"at":"2026-10-08T01:00:00+00:00"}""")]
    [InlineData("""{"delivery":{"meeting":7,"submission":{"origin":"B","id":"1"},"to":"C"},"at":"2026-10-08T01:00:00+00:00"}""")]
    public void A_payload_of_another_form_is_a_format_error(string payload) =>
        Assert.Throws<FormatException>(() => EventJson.Read("delivery-unchanged/1", Encoding.UTF8.GetBytes(payload)));
}
