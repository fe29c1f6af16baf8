using static ActorSync.AccountEvent;

namespace ActorSync.Tests.Simulation;

/// <summary>What is known of one account by its stored events and its calls: who waits for what, and who said what.</summary>
internal sealed class AccountBook(AccountId id)
{
    private readonly Dictionary<MeetingId, RegistrationBook> _registrations = [];

    public AccountId Id => id;

    /// <summary>Events stored.</summary>
    public long Version { get; private set; }

    /// <summary>As whoever asks for the account is shown it.</summary>
    public AccountState State { get; private set; } = AccountState.Empty;

    public List<DeliveryBook> Open { get; } = [];

    public IEnumerable<KeyValuePair<MeetingId, RegistrationBook>> Registrations => _registrations;

    public RegistrationBook this[MeetingId meeting]
    {
        get
        {
            if (!_registrations.TryGetValue(meeting, out var book)) _registrations.Add(meeting, book = new());
            return book;
        }
    }

    public PartyBook At(DeliveryId id) => this[id.Meeting][id.To];

    public DeliveryBook? Find(DeliveryId id)
    {
        foreach (var d in Open)
            if (d.Id == id) return d;
        return null;
    }

    public bool IsParked(SubmissionId id) => Open.Exists(d => d.Id.Submission == id && d.Parked is ParkReason.Crossing);

    /// <summary>
    /// The newest report about a registration that is on its way to a receiver is that it is cancelled, or one that waits for a
    /// person's decision.
    /// </summary>
    public bool IsBeingCancelled(MeetingId meeting, PartyId to)
    {
        DeliveryBook? newest = null;
        foreach (var d in Open.Where(d => d.Id.Meeting == meeting && d.Id.To == to && !d.IsAside))
        {
            if (d is { Operation: Operation.Cancel, Parked: ParkReason.Crossing }) return true;
            if (!(d.Order < newest?.Order)) newest = d;
        }
        return newest?.Operation is Operation.Cancel;
    }

    public void Apply(AccountEvent happened, SyncRules rules)
    {
        Version++;
        State = Account.Evolve(State, happened);
        switch (happened)
        {
            case SubmissionReceived e: Receive(e, rules); break;
            case Delivered e: Deliver(e); break;
            case AttemptFailed e: Fail(e); break;
            case DeliveryRenewed e: Change(e.Delivery, d => d.Renewals++); break;
            case DeliveryParked e:
                Change(e.Delivery, d => (d.Parked, d.IsGated, this[e.Delivery.Meeting].WasParked) = (e.Reason, false, true));
                break;
            case DeliverySuperseded e: End(e.Delivery); break;
            case DeliveryUnchanged e: End(e.Delivery); break;
            case DeliveryConfirmed e: End(e.Delivery); break;
            case DeliveryCancelled e: End(e.Delivery); break;
            case GateClosed e:
                foreach (var d in e.Deliveries) Change(d, b => (b.IsGated, b.Parked, b.GateUntil) = (true, null, e.GateUntil));
                break;
            case GateOpened e: foreach (var d in e.Deliveries) Change(d.Delivery, b => (b.IsGated, b.Parked) = (false, null)); break;
            case DeliveriesRecovered e: foreach (var d in e.Deliveries) Change(d, book => Recover(book, e.At)); break;
            case DeliveryRetried e: Operated(e.Delivery, Again); break;
            case DeliveryReleased e:
                Operated(e.Delivery, Release);
                break;
            case DeliveryEdited e:
                Operated(e.Delivery, d => { Again(d, believed: false); (d.Content, d.Edition) = (e.Data.Hash, d.Edition + 1); });
                break;
            case DeliverySkipped e:
                Operated(e.Delivery, d => Open.Remove(d));
                if (e.ReleaseSubs) At(e.Delivery).IsWaived = true;
                break;
        }
    }

    private void Receive(SubmissionReceived e, SyncRules rules)
    {
        var (s, registration) = (e.Submission, this[e.Submission.Meeting]);
        foreach (var planned in e.Deliveries) Open.Add(Book(e, planned, rules));
        if (e.Verdict is Verdict.Duplicate or Verdict.Stale or Verdict.Conflict) return;
        List<DeliveryId>? inDoubt = e.Verdict is Verdict.Unchanged ? null
            : [.. Open.Where(d => d.MayHaveReached && d.Id.Meeting == s.Meeting && d.Id.To == s.Origin).Select(d => d.Id)];
        registration[s.Origin].Reported(s.Content, s.Operation is Operation.Cancel, s.OccurredAt, inDoubt);
        registration.KnownFromStart ??= s.Operation is Operation.Register;
        registration.Newest[s.Origin] = s;
        if (e.Verdict is not Verdict.Accepted) return;
        registration.Changed(e.At, s.Origin);
        foreach (var planned in e.Deliveries) registration[planned.To].IsWaived = false;
    }

    private DeliveryBook Book(SubmissionReceived e, PlannedDelivery planned, SyncRules rules)
    {
        var (s, link) = (e.Submission, rules.Of(new(planned.From, planned.To)));
        var held = e.At + (link?.Hold ?? TimeSpan.Zero);
        return new(new(s.Meeting, s.Id, planned.To), new(planned.From, planned.To))
        {
            Operation = s.Operation, Revision = s.Revision, Main = s.MainMeeting, Content = s.Content, Order = Version,
            NotBefore = s.NotBefore > held ? s.NotBefore.Value : held, GateUntil = e.At + (link?.GateTimeout ?? TimeSpan.Zero),
            IsGated = planned.LookAt is not null && planned.Parked is null, Parked = planned.Parked,
        };
    }

    private void Deliver(Delivered e)
    {
        if (Find(e.Delivery) is not { } d) return;
        At(e.Delivery).Acknowledged(d.Content, d.Operation is Operation.Cancel, e.Attempt.EndedAt);
        Open.Remove(d);
    }

    private void Fail(AttemptFailed e)
    {
        if (Find(e.Delivery) is not { } d) return;
        (d.Attempts, d.Failures, d.NotBefore) = (d.Attempts + 1, d.Failures + 1, e.RetryAt);
        d.IsUnderWay = false;
        d.WasRefused = e.Attempt.Result is AttemptResult.Permanent;
        if (e.Attempt.Result is AttemptResult.UnknownEffect) At(e.Delivery).MaybeCalled(d, e.Attempt.EndedAt);
        else At(e.Delivery).WithoutEffect(d);
    }

    private void Recover(DeliveryBook d, DateTimeOffset at)
    {
        d.WasCalled = true;
        At(d.Id).MaybeCalled(d, at);
    }

    private void Again(DeliveryBook d) => Again(d, believed: true);

    /// <summary>Of two contents that a party reported as one revision, it holds the one that a person lets go.</summary>
    private void Again(DeliveryBook d, bool believed)
    {
        if (d.IsAside && believed)
            this[d.Id.Meeting][d.Id.Submission.Origin]
                .Reported(d.Content, d.Operation is Operation.Cancel, DateTimeOffset.MaxValue, inDoubt: null);
        if (d.IsAside) d.Order = Version;
        d.Again();
    }

    /// <summary>What a person has decided still waits for its main meeting's registration and its time.</summary>
    private void Release(DeliveryBook d)
    {
        if (d.IsGated || d.Parked is ParkReason.MainMissing) d.IsReleased = true;
        var isDecision = d.Parked is ParkReason.Conflict or ParkReason.Crossing or ParkReason.Loop;
        if (isDecision) d.Renewals = State.Find(d.Id)!.Renewals;
        Again(d);
        if (!isDecision) d.NotBefore = DateTimeOffset.MinValue;
    }

    private void Operated(DeliveryId id, Action<DeliveryBook> change)
    {
        this[id.Meeting].WasMeddledWith = true;
        Change(id, change);
    }

    private void Change(DeliveryId id, Action<DeliveryBook> change)
    {
        if (Find(id) is { } d) change(d);
    }

    private void End(DeliveryId id) => Open.RemoveAll(d => d.Id == id);
}
