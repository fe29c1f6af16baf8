namespace ActorSync;

/// <summary>The rule that holds a sub-meeting's registration back until its main meeting's is done (R7).</summary>
internal static class Gate
{
    public static bool Holds(Draft draft, Delivery d) =>
        !d.GateReleased && draft.Rules.Of(d.Link) is { } link && Holds(draft, link, d.MainMeeting, d.Operation, d.Id.To);

    /// <summary>
    /// A cancellation passes: receivers want the main meeting's registration for a registration, and a cancelled main
    /// meeting must not keep its sub-meetings from being cancelled too.
    /// </summary>
    public static bool Holds(Draft draft, LinkRules link, MeetingId? main, Operation operation, PartyId to) =>
        link.MainFirst && operation is not Operation.Cancel && main is { } m && !draft.State.OpensGate(m, to);

    /// <summary>When a sub that meets a closed gate is looked at again, and when it is parked (R8).</summary>
    public static (DateTimeOffset LookAt, DateTimeOffset Until) Times(LinkRules link, DateTimeOffset now) =>
        (now + (link.SubDelay < link.GateTimeout ? link.SubDelay : link.GateTimeout), now + link.GateTimeout);
}
