using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>How each event changes the state. Cannot fail: an event is a fact.</summary>
internal static class Evolution
{
    public static AccountState Apply(AccountState state, AccountEvent happened) => Change(state, happened) with { Version = state.Version + 1 };

    private static AccountState Change(AccountState state, AccountEvent happened) => happened switch
    {
        SubmissionReceived e => Receiving.Apply(state, e),
        Delivered e => End(state, e.Delivery, h => h.Delivered(ContentOf(state, e.Delivery), e.Attempt.EndedAt)),
        AttemptFailed e => Fail(state, e),
        DeliveryParked e => Update(state, e.Delivery, d => d with { Phase = DeliveryPhase.Parked, Parked = e.Reason, LookAt = DateTimeOffset.MaxValue }),
        DeliverySuperseded e => End(state, e.Delivery),
        DeliveryUnchanged e => End(state, e.Delivery),
        DeliveryConfirmed e => End(state, e.Delivery),
        DeliveryCancelled e => End(state, e.Delivery),
        GateClosed e => e.Deliveries.Aggregate(state, (s, id) => Update(s, id, d => Gate(d, e.LookAt, e.GateUntil))),
        GateOpened e => e.Deliveries.Aggregate(state, (s, due) => Update(s, due.Delivery, d => Ready(d, due.At))),
        GateStillClosed e => e.Deliveries.Aggregate(state, (s, due) => Update(s, due.Delivery, d => d with { LookAt = due.At })),
        DeliveriesRecovered e => e.Deliveries.Aggregate(state, (s, id) => MaybeReached(s, id, e.At)),
        DeliveryRetried e => Update(Believe(state, e.Delivery), e.Delivery, d => Again(state, d, e.At)),
        DeliveryReleased e => Update(Believe(state, e.Delivery), e.Delivery, d => Again(state, d, e.At) with { GateReleased = true }),
        DeliverySkipped e => Skip(state, e),
        DeliveryEdited e => Update(state, e.Delivery, d => Again(state, d, e.At) with { Data = e.Data, Edition = d.Edition + 1, MayHaveReached = false }),
        _ => throw new InvalidOperationException($"expected one of the account's events, found {happened.GetType().Name}"),
    };

    private static AccountState Fail(AccountState state, AttemptFailed e)
    {
        if (e.Attempt.Result is AttemptResult.UnknownEffect) state = MaybeReached(state, e.Delivery, e.Attempt.EndedAt);
        return Update(state, e.Delivery, d => d with { Attempts = d.Attempts + 1, Failures = d.Failures + 1, Due = e.RetryAt });
    }

    private static AccountState MaybeReached(AccountState state, DeliveryId id, DateTimeOffset at) =>
        WithHolding(Update(state, id, d => d with { MayHaveReached = true }), id, h => h.MaybeDelivered(ContentOf(state, id), at));

    private static AccountState Skip(AccountState state, DeliverySkipped e)
    {
        state = End(state, e.Delivery);
        var registration = state[e.Delivery.Meeting];
        return e.ReleaseSubs && !registration.SubsReleased.Contains(e.Delivery.To)
            ? state.With(registration with { SubsReleased = registration.SubsReleased.Add(e.Delivery.To) })
            : state;
    }

    /// <summary>Of two contents that a party reported as one revision, it holds the one that a person lets go.</summary>
    private static AccountState Believe(AccountState state, DeliveryId id)
    {
        if (state.Find(id) is not { IsAside: true } conflict) return state;
        return state.With(state[id.Meeting].Reported(id.Submission.Origin, conflict.Content));
    }

    /// <summary>Back in the flow by an operator's word; a conflict that stood beside its lane joins it as the newest.</summary>
    private static Delivery Again(AccountState state, Delivery d, DateTimeOffset at) =>
        Ready(d, at) with { Failures = 0, Order = d.IsAside ? state.Version + 1 : d.Order };

    private static Delivery Ready(Delivery d, DateTimeOffset due) => d with
    {
        Phase = DeliveryPhase.Ready, Due = due, Parked = null, LookAt = DateTimeOffset.MaxValue, GateUntil = DateTimeOffset.MaxValue,
    };

    private static Delivery Gate(Delivery d, DateTimeOffset lookAt, DateTimeOffset gateUntil) =>
        d with { Phase = DeliveryPhase.Gated, LookAt = lookAt, GateUntil = gateUntil };

    private static ContentHash ContentOf(AccountState state, DeliveryId id) => state.Find(id)?.Content ?? default;

    private static AccountState Update(AccountState state, DeliveryId id, Func<Delivery, Delivery> change) =>
        state.Find(id) is { } delivery ? state.Replace(delivery, change(delivery)) : state;

    private static AccountState End(AccountState state, DeliveryId id) =>
        state.Find(id) is { } delivery ? state.Replace(delivery, null) : state;

    private static AccountState End(AccountState state, DeliveryId id, Func<Holding, Holding> learned) =>
        End(WithHolding(state, id, learned), id);

    private static AccountState WithHolding(AccountState state, DeliveryId id, Func<Holding, Holding> learned)
    {
        var registration = state[id.Meeting];
        return state.With(registration with { Holdings = registration.Holdings.With(id.To, learned(registration.At(id.To))) });
    }
}
