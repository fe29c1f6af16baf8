using System.Text;

namespace ActorSync.Tests;

/// <summary>Deliveries and parties that a test needs but does not care about.</summary>
internal static class SomeDelivery
{
    public const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /// <summary>B's registration for a main meeting, on its way to C.</summary>
    public static readonly Delivery Main = Of("b-1", "forum", """{"name":"陈敏", "seat":7.0}""");

    /// <summary>B's cancellation of <see cref="Main"/>.</summary>
    public static readonly Delivery Cancel = Of("b-2", "forum", "{}") with { Operation = Operation.Cancel, Revision = 2 };

    public static Delivery Of(string id, string meeting, string data) => new()
    {
        Id = new(MeetingId.Parse(meeting), SubmissionId.Parse("B", id), Some.C),
        Link = new(Some.B, Some.C),
        Order = 1,
        MainMeeting = null,
        Operation = Operation.Register,
        Revision = 1,
        OccurredAt = Some.Time,
        ReceivedAt = Some.Time,
        Data = JsonData.Parse(Encoding.UTF8.GetBytes(data)),
        Phase = DeliveryPhase.Ready,
        Due = Some.Time,
    };
}
