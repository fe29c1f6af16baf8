using System.Collections.Immutable;
using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>How a received submission changes the state.</summary>
internal static class Receiving
{
    public static AccountState Apply(AccountState state, SubmissionReceived e)
    {
        var s = e.Submission;
        state = state with { Seen = state.Seen.SetItem(s.Id, new(s.Fingerprint, e.At, e.Verdict)) };
        if (e.Verdict is Verdict.Duplicate or Verdict.Stale) return state;

        var order = state.Version + 1;
        var registration = e.Verdict is Verdict.Conflict ? state[s.Meeting] : Learn(state[s.Meeting], e);
        if (e.Deliveries.IsEmpty) return state.With(registration);
        foreach (var planned in e.Deliveries)
        {
            state = state.Replace(registration, null, Delivery(e, planned, order));
            registration = state[s.Meeting];
        }
        return state;
    }

    private static Registration Learn(Registration registration, SubmissionReceived e)
    {
        var s = e.Submission;
        if (registration.Reports.IsEmpty) registration = registration with { KnownFromStart = s.Operation is Operation.Register };
        registration = e.Verdict is Verdict.Unchanged
            ? registration with { Holdings = registration.Holdings.With(s.Origin, registration.At(s.Origin).Confirmed(s.Content)) }
            : registration.Reported(s.Origin, s.Content, s.OccurredAt);
        var reports = registration.Reports.With(s.Origin, new(s.Id, s.Revision, s.Content));
        if (e.Verdict is not Verdict.Accepted) return registration with { Reports = reports };
        return registration with
        {
            Reports = reports,
            ChangedBy = s.Origin,
            Alternations = registration.ChangedBy is { } last && last != s.Origin
                ? Remember(registration.Alternations, e.At)
                : registration.Alternations,
            SubsReleased = registration.SubsReleased.IsEmpty
                ? []
                : registration.SubsReleased.RemoveRange(e.Deliveries.Select(d => d.To).Append(s.Origin)),
        };
    }

    private static Delivery Delivery(SubmissionReceived e, PlannedDelivery planned, long order)
    {
        var s = e.Submission;
        return new()
        {
            Id = new(s.Meeting, s.Id, planned.To),
            Link = new(planned.From, planned.To),
            Order = order,
            MainMeeting = s.MainMeeting,
            Operation = s.Operation,
            Revision = s.Revision,
            OccurredAt = s.OccurredAt,
            ReceivedAt = e.At,
            Data = s.Data,
            Trace = e.Trace,
            Due = planned.Due,
            Phase = planned switch
            {
                { Parked: not null } => DeliveryPhase.Parked,
                { LookAt: not null } => DeliveryPhase.Gated,
                _ => DeliveryPhase.Ready,
            },
            Parked = planned.Parked,
            LookAt = planned.LookAt ?? DateTimeOffset.MaxValue,
            GateUntil = planned.GateUntil ?? DateTimeOffset.MaxValue,
        };
    }

    /// <summary>Only so many can ever count (<see cref="LoopRules.Alternations"/> is at most this).</summary>
    private static ImmutableArray<DateTimeOffset> Remember(ImmutableArray<DateTimeOffset> alternations, DateTimeOffset at) =>
        alternations.Length < LoopRules.MaxAlternations ? alternations.Add(at) : alternations.RemoveAt(0).Add(at);
}
