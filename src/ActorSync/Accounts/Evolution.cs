using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>How each event changes the state. Cannot fail: an event is a fact.</summary>
internal static class Evolution
{
    public static AccountState Apply(AccountState state, AccountEvent happened) =>
        Change(state, happened) with { Version = state.Version + 1 };

    private static AccountState Change(AccountState state, AccountEvent happened) => happened switch
    {
        SubmissionReceived e => Receiving.Apply(state, e),
        Delivered e => Deliver(state, e),
        AttemptFailed e => Fail(state, e),
        DeliveryRenewed e => Update(state, e.Delivery, d => Renew(d) with { IsOutdated = e.IsUnderWay }),
        DeliveryParked e => Park(state, e),
        DeliverySuperseded e => End(state, e.Delivery),
        DeliveryUnchanged e => End(state, e.Delivery),
        DeliveryConfirmed e => End(state, e.Delivery),
        DeliveryCancelled e => End(state, e.Delivery),
        GateClosed e => CloseGate(state, e),
        GateOpened e => e.Deliveries.Aggregate(state, (s, due) => Update(s, due.Delivery, d => Ready(d, due.At))),
        GateStillClosed e => e.Deliveries.Aggregate(state, (s, due) => Update(s, due.Delivery, d => d with { LookAt = due.At })),
        DeliveriesRecovered e => Recover(state, e),
        DeliveryRetried e => Retry(state, e.Delivery, e.Due ?? e.At),
        DeliveryReleased e => Release(state, e),
        DeliverySkipped e => Skip(state, e),
        DeliveryEdited e => Edit(state, e),
        _ => throw new InvalidOperationException($"expected one of the account's events, found {happened.GetType().Name}"),
    };

    private static AccountState Deliver(AccountState state, Delivered e)
    {
        if (state.Find(e.Delivery) is not { } delivery) return state;
        var holding = HoldingOf(state, e.Delivery).Delivered(delivery.Content, Reported(state, e.Delivery), e.Attempt.EndedAt);
        return state.Replace(Holds(state, e.Delivery, holding), delivery, null);
    }

    private static AccountState Park(AccountState state, DeliveryParked e) =>
        Update(state, e.Delivery, d => d with { Phase = DeliveryPhase.Parked, Parked = e.Reason, LookAt = DateTimeOffset.MaxValue });

    private static AccountState Recover(AccountState state, DeliveriesRecovered e) =>
        e.Deliveries.Aggregate(state, (s, id) => MaybeReached(s, id, e.At));

    private static AccountState CloseGate(AccountState state, GateClosed e) =>
        e.Deliveries.Aggregate(state, (s, id) => Update(s, id, d => d with
        {
            Phase = DeliveryPhase.Gated, LookAt = e.LookAt, GateUntil = e.GateUntil,
        }));

    private static AccountState Retry(AccountState state, DeliveryId id, DateTimeOffset due) =>
        Update(Believe(state, id), id, d => Again(state, d, due));

    private static AccountState Release(AccountState state, DeliveryReleased e)
    {
        if (e.From is ReleasedFrom.Decision) state = Update(state, e.Delivery, d => d.MayHaveReached ? Renew(d) : d);
        state = Retry(state, e.Delivery, e.Due ?? e.At);
        return e.From is null or ReleasedFrom.Gate ? Update(state, e.Delivery, d => d with { GateReleased = true }) : state;
    }

    private static AccountState Edit(AccountState state, DeliveryEdited e) => Update(state, e.Delivery, d =>
        Again(state, d, e.Due ?? e.At) with { Data = e.Data, Edition = d.Edition + 1, MayHaveReached = false });

    private static AccountState Fail(AccountState state, AttemptFailed e)
    {
        if (e.Attempt.Result is AttemptResult.UnknownEffect) state = MaybeReached(state, e.Delivery, e.Attempt.EndedAt);
        return Update(state, e.Delivery, d => d with
        {
            Attempts = d.Attempts + 1, Failures = d.Failures + 1, IsRetrying = true, IsOutdated = false, Due = e.RetryAt,
        });
    }

    private static AccountState MaybeReached(AccountState state, DeliveryId id, DateTimeOffset at)
    {
        var holding = HoldingOf(state, id).MaybeDelivered(ContentOf(state, id), Reported(state, id), at);
        return Update(state.With(Holds(state, id, holding)), id, d => d with { MayHaveReached = true, IsOutdated = false });
    }

    private static AccountState Skip(AccountState state, DeliverySkipped e)
    {
        state = End(state, e.Delivery);
        var registration = state[e.Delivery.Meeting];
        return e.ReleaseSubs && !registration.SubsReleased.Contains(e.Delivery.To)
            ? state.With(registration with { SubsReleased = registration.SubsReleased.Add(e.Delivery.To) })
            : state;
    }

    /// <summary>
    /// Of two contents that a party reported as one revision, it holds the one that a person lets go: unless a call has put
    /// another there, or the same again. What calls without a clear answer did stays in doubt, for the party has said nothing new.
    /// </summary>
    private static AccountState Believe(AccountState state, DeliveryId id)
    {
        if (state.Find(id) is not { IsAside: true } conflict) return state;
        var (registration, reporter) = (state[id.Meeting], id.Submission.Origin);
        var holding = registration.At(reporter);
        if (holding.Known != registration.Reports[reporter]?.Content || holding.LatestDelivery > conflict.ReceivedAt) return state;
        return state.With(registration with { Holdings = registration.Holdings.With(reporter, holding with { Known = conflict.Content }) });
    }

    /// <summary>Back in the flow by an operator's word; a conflict that stood beside its lane joins it as the newest.</summary>
    private static Delivery Again(AccountState state, Delivery d, DateTimeOffset due) =>
        Ready(d, due) with { Failures = 0, Order = d.IsAside ? state.Version + 1 : d.Order };

    private static Delivery Renew(Delivery d) => d with { Renewals = d.Renewals + 1 };

    private static Delivery Ready(Delivery d, DateTimeOffset due) => d with
    {
        Phase = DeliveryPhase.Ready, Due = due, Parked = null, IsRetrying = false, IsOutdated = false,
        LookAt = DateTimeOffset.MaxValue, GateUntil = DateTimeOffset.MaxValue,
    };

    /// <summary>What the receiver reported of the registration last.</summary>
    private static ContentHash? Reported(AccountState state, DeliveryId id) => state[id.Meeting].Reports[id.To]?.Content;

    private static ContentHash ContentOf(AccountState state, DeliveryId id) => state.Find(id)?.Content ?? default;

    private static AccountState Update(AccountState state, DeliveryId id, Func<Delivery, Delivery> change) =>
        state.Find(id) is { } delivery ? state.Replace(delivery, change(delivery)) : state;

    private static AccountState End(AccountState state, DeliveryId id) =>
        state.Find(id) is { } delivery ? state.Replace(delivery, null) : state;

    /// <summary>What the delivery's receiver holds of its registration.</summary>
    private static Holding HoldingOf(AccountState state, DeliveryId id) => state[id.Meeting].At(id.To);

    /// <summary>The delivery's registration, its receiver holding this.</summary>
    private static Registration Holds(AccountState state, DeliveryId id, Holding holding)
    {
        var registration = state[id.Meeting];
        return registration with { Holdings = registration.Holdings.With(id.To, holding) };
    }
}
