using System.Collections.Immutable;
using static ActorSync.AccountEvent;

namespace ActorSync.Tests.Simulation;

/// <summary>Every defect that the simulation is proved by.</summary>
internal static class Mutants
{
    public static ImmutableArray<Mutant> All { get; } =
    [
        Decisions.ByRules("no gate", link => link with { MainFirst = false }),
        new("reply before commit", (parts, _) => parts with { Journal = new Servers.HastyJournal(parts.Journal) }),
        new("no memory of ids", (parts, _) => parts with
        {
            Decide = (rules, state, command, inFlight) =>
                Account.Decide(rules, state with { Seen = AccountState.Empty.Seen }, command, inFlight),
        }),
        new("a timer lost", (parts, _) => parts with { DelayQueue = new Servers.LossyQueue(parts.DelayQueue) }),
        Decisions.Without<DeliverySuperseded>("older after newer on retry", (command, _) => command is AccountCommand.FinishAttempt),
        new("two in flight", (parts, _) => parts with { Next = (rules, state, now, _) => Account.Next(rules, state, now, InFlight.None) }),
        Decisions.ByEvents("subs of a parked main let go", (state, _, events) => events.Concat(events.OfType<DeliveryParked>()
            .Where(e => state.Find(e.Delivery)?.MainMeeting is null)
            .SelectMany(e => Decisions.OpenGate(state, e.Delivery.Meeting, e.Delivery.To, e.At)))),
        Decisions.ByMemory("echo not recognised", (registration, s) =>
            registration with { Holdings = registration.Holdings.Without(s.Origin) }, forgetsCalls: true),
        Decisions.ByMemory("late echo taken for news", (registration, s) =>
            registration with
            {
                Holdings = registration.Holdings.With(s.Origin, registration.At(s.Origin) with { LatestDelivery = null }),
            }),
        Decisions.ByMemory("crossing not resolved", (registration, s) =>
            registration with { Lanes = registration.Lanes.Without(s.Origin) }),
        new("recovery forgets what waits", (parts, _) => parts with { RegistrationLog = new Servers.ForgetfulLog(parts.RegistrationLog) }),
        new("idempotency key changes on restart", (parts, process) => parts with { Sink = new Servers.RekeyingSink(parts.Sink, process) }),
        new("store retry writes twice", (parts, _) => parts with { Journal = new Servers.RepeatingJournal(parts.Journal) }),
        Decisions.ByEvents("skip releases too much", (state, _, events) => events.Concat(events.OfType<DeliverySkipped>()
            .Where(e => !e.ReleaseSubs).SelectMany(e => Decisions.OpenGate(state, e.Delivery.Meeting, e.Delivery.To, e.At)))),
        Decisions.ByEvents("cancel after delivery not sent", (_, _, events) => events.Concat(events.OfType<SubmissionReceived>()
            .Where(e => e is { Verdict: Verdict.Accepted, Submission.Operation: Operation.Cancel })
            .SelectMany(e => e.Deliveries.Where(d => !events.OfType<DeliveryCancelled>().Any())
                .Select(d => new DeliveryCancelled(new(e.Submission.Meeting, e.Submission.Id, d.To), e.Submission.Id) { At = e.At })))),
        Decisions.ByMemory("old revisions taken for news", (registration, _) => registration with { Reports = default }),
        Decisions.ByRules("hold not kept", link => link with { Hold = TimeSpan.Zero }),
        Decisions.ByRules("no end to attempts", link => link with { MaxAttempts = int.MaxValue }),
        Decisions.ByEvents("asked-for pause not kept", (_, _, events) =>
            events.Select(e => e is AttemptFailed f ? f with { RetryAt = f.At } : e)),
        Decisions.ByRules("loops not stopped", link => link, _ => new(LoopRules.MaxAlternations, TimeSpan.FromTicks(1))),
        new("subs before mains", (parts, _) => parts with { Next = SubsFirst }),
        Decisions.Without<GateOpened>("subs not released"),
        Decisions.Without<DeliveryUnchanged>("what is held is sent again"),
        Decisions.Without<DeliveryParked>("refused and not parked", (_, e) => e.Reason is ParkReason.Rejected),
        Decisions.Without<DeliveriesRecovered>("calls before a crash forgotten"),
    ];

    private static NextSteps SubsFirst(SyncRules rules, AccountState state, DateTimeOffset now, InFlight inFlight)
    {
        var next = Account.Next(rules, state, now, inFlight);
        return next with { Starts = [.. next.Starts.Select(d => SubOver(d.Link) ?? d)] };

        Delivery? SubOver(Link link) => state.Queues[link].ReadySubs
            .Where(t => t.At <= now && inFlight.About(t.Delivery.Meeting, link.To) is null)
            .Select(t => state.Find(t.Delivery)).FirstOrDefault();
    }
}
