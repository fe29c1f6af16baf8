namespace ActorSync.Node.Simulation;

/// <summary>A call as the report shows it.</summary>
/// <param name="Number">From 1 up, in the order in which calls came.</param>
/// <param name="Status">Status code; null while open, and when the connection was cut.</param>
public sealed record ReceivedCall(
    long Number, DateTimeOffset At, string Method, string Account, string Meeting, string? MainMeeting, string? Operation, string? Origin,
    long? Revision, string? Key, int? Status, CallResult Result);
