using System.Text.Json;

namespace ActorSync.Tests.Storage;

/// <summary>Writes as an engine would make them: events, and what they mean for the registration log.</summary>
internal static class SomeWrite
{
    public static readonly PartyId B = PartyId.Parse("B");
    public static readonly PartyId C = PartyId.Parse("C");
    public static readonly DateTimeOffset Time = new(2026, 10, 8, 1, 0, 0, TimeSpan.Zero);

    public static AccountId Account(string account) => AccountId.Parse(account);

    public static SubmissionId Id(string id) => SubmissionId.Parse(B.Value, id);

    public static DeliveryId Delivery(string id, PartyId to, string meeting = "forum") => new(MeetingId.Parse(meeting), Id(id), to);

    public static Submission Submission(string account, string id, string meeting = "forum") => new()
    {
        Id = Id(id),
        Account = Account(account),
        Meeting = MeetingId.Parse(meeting),
        Operation = Operation.Register,
        Revision = 1,
        OccurredAt = Time,
        Data = JsonData.Parse(JsonSerializer.SerializeToUtf8Bytes(new { name = id })),
    };

    /// <summary>Accepted, on its way to these parties; without any it goes nowhere.</summary>
    public static AccountEvent.SubmissionReceived Received(Submission submission, DateTimeOffset at, params PartyId[] to) =>
        new(submission, Verdict.Accepted, null, [.. to.Select(t => new PlannedDelivery(submission.Origin, t, at))], null) { At = at };

    public static AccountEvent.SubmissionReceived Received(string account, string id) => Received(Submission(account, id), Time, C);

    public static AccountEvent.Delivered Delivered(string id, PartyId to, int attempt = 1) =>
        new(Delivery(id, to), Attempt(attempt, AttemptResult.Delivered)) { At = Time };

    public static Attempt Attempt(int number, AttemptResult result) => new()
    {
        Number = number, StartedAt = Time.AddSeconds(number), Took = TimeSpan.FromMicroseconds(2345), Result = result, Code = 200 + number,
    };

    /// <param name="first">Sequence of the first event.</param>
    public static AccountWrite Of(string account, long epoch, long first, params AccountEvent[] events) => new()
    {
        Account = Account(account),
        Shard = 0,
        Epoch = epoch,
        Events = [.. events.Select((e, i) => StoredEvent.Of(e, first + i))],
        Log = LogChanges.Of(events),
    };

    /// <summary>A first submission of an account under its own id.</summary>
    public static AccountWrite First(string account, long epoch, string id) => Of(account, epoch, 1, Received(account, id));
}
