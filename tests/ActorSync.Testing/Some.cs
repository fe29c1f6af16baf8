using System.Text;

namespace ActorSync.Tests;

/// <summary>Data that a test needs but does not care about. What a test does care about it says itself, `with { ... }`.</summary>
internal static class Some
{
    public static readonly PartyId A = PartyId.Parse("A");
    public static readonly PartyId B = PartyId.Parse("B");
    public static readonly PartyId C = PartyId.Parse("C");

    public static readonly AccountId Account = AccountId.Parse("acc-1");
    public static readonly MeetingId Forum = MeetingId.Parse("forum");
    public static readonly MeetingId Dinner = MeetingId.Parse("forum/dinner");
    public static readonly MeetingId Visit = MeetingId.Parse("forum/visit");
    public static readonly MeetingId Summit = MeetingId.Parse("summit");

    public static readonly DateTimeOffset Time = new(2026, 10, 8, 1, 0, 0, TimeSpan.Zero);

    /// <summary>B and C tell each other everything: the rules of most tests.</summary>
    public static readonly SyncRules BothWays = Rules(Link(B, C), Link(C, B));

    /// <summary>Every party tells every other.</summary>
    public static readonly SyncRules AllWays = Rules(Link(A, B), Link(A, C), Link(B, A), Link(B, C), Link(C, A), Link(C, B));

    public static SyncRules Rules(params LinkRules[] links) => new([A, B, C], links, new(6, TimeSpan.FromSeconds(60)));

    public static LinkRules Link(PartyId from, PartyId to) => new(new Link(from, to))
    {
        MainFirst = true,
        SubDelay = TimeSpan.FromSeconds(5),
        GateTimeout = TimeSpan.FromHours(24),
        Hold = TimeSpan.Zero,
        MaxAttempts = 3,
        BackOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)),
        Crossing = CrossingRule.Later,
    };

    public static JsonData Data(string value) => JsonData.Parse(Encoding.UTF8.GetBytes($$"""{"name":"{{value}}"}"""));

    /// <summary>A registration for the forum, a main meeting.</summary>
    public static Submission MainFrom(PartyId from, int revision = 1) => ReportFrom(from, Forum, revision);

    /// <summary>A registration for the forum's dinner.</summary>
    public static Submission SubFrom(PartyId from, int revision = 1) => ReportFrom(from, Dinner, revision);

    public static Submission CancelFrom(PartyId from, MeetingId meeting, int revision) =>
        ReportFrom(from, meeting, revision) with { Operation = Operation.Cancel, Data = JsonData.Empty };

    /// <summary>Each revision has its own data and occurred a second after the one before it.</summary>
    public static Submission ReportFrom(PartyId from, MeetingId meeting, int revision) => new()
    {
        Id = SubmissionId.Parse(from.Value, $"{meeting}-{revision}"),
        Account = Account,
        Meeting = meeting,
        MainMeeting = meeting == Dinner || meeting == Visit ? Forum : null,
        Operation = revision == 1 ? Operation.Register : Operation.Update,
        Revision = revision,
        OccurredAt = Time.AddSeconds(revision),
        Data = Data($"{from}{revision}"),
    };

    public static Attempt Attempt(AttemptResult result, int number = 1) => new()
    {
        Number = number,
        StartedAt = Time,
        Took = TimeSpan.FromMilliseconds(20),
        Result = result,
        Code = result switch { AttemptResult.Delivered => 200, AttemptResult.Temporary => 503, AttemptResult.Permanent => 422, _ => null },
        Detail = result is AttemptResult.UnknownEffect ? "no answer within 10 s" : null,
    };
}
