using static ActorSync.AccountEvent;
using static ActorSync.OperatorAction;

namespace ActorSync;

/// <summary>
/// What events mean for the registration log: a pure projection of the events alone, so that the log can be written in
/// the events' own transaction or by a reader that follows the journal.
/// </summary>
public sealed class LogChanges
{
    private Dictionary<DeliveryId, LogStatus>? _updates;
    private readonly List<LogRow> _rows = [];
    private readonly List<LogAttempt> _attempts = [];
    private readonly List<LogAction> _actions = [];

    private LogChanges() { }

    public IReadOnlyList<LogRow> Rows => _rows;

    /// <summary>Changes to rows that are there already: at most one for each.</summary>
    public IEnumerable<LogUpdate> Updates => _updates is null ? [] : _updates.Select(u => new LogUpdate(u.Key, u.Value));

    public IReadOnlyList<LogAttempt> Attempts => _attempts;

    public IReadOnlyList<LogAction> Actions => _actions;

    /// <param name="events">Of one account, in order.</param>
    public static LogChanges Of(IEnumerable<AccountEvent> events)
    {
        var changes = new LogChanges();
        foreach (var happened in events) changes.Apply(happened);
        return changes;
    }

    private void Apply(AccountEvent happened)
    {
        switch (happened)
        {
            case SubmissionReceived e: Receive(e); break;
            case Delivered e:
                _attempts.Add(new(e.Delivery, e.Attempt));
                Set(e.Delivery, Explaining.Done(e));
                break;
            case AttemptFailed e:
                _attempts.Add(new(e.Delivery, e.Attempt));
                Set(e.Delivery, Explaining.Retrying(e));
                break;
            case DeliveryParked e: Set(e.Delivery, Explaining.Parked(e.Reason, e.Delivery.To, e.Detail, e.At)); break;
            case DeliverySuperseded e: Set(e.Delivery, Explaining.Superseded(e.By, e.At)); break;
            case DeliveryUnchanged e: Set(e.Delivery, Explaining.Unchanged(e.Delivery.To, e.At)); break;
            case DeliveryConfirmed e: Set(e.Delivery, Explaining.Confirmed(e.Delivery.To, e.At)); break;
            case DeliveryCancelled e: Set(e.Delivery, Explaining.Cancelled(e.Delivery.Submission == e.By ? null : e.By, e.At)); break;
            case GateClosed e: foreach (var id in e.Deliveries) Set(id, Explaining.Gated(e.Main, e.To, e.LookAt, e.At)); break;
            case GateStillClosed e:
                foreach (var due in e.Deliveries) Set(due.Delivery, Explaining.Gated(e.Main, e.To, due.At, e.At));
                break;
            case GateOpened e: foreach (var due in e.Deliveries) Set(due.Delivery, Explaining.Waiting(due.At, e.At)); break;
            case DeliveriesRecovered or DeliveryRenewed: break;
            case DeliveryRetried e: Operate(e.Delivery, Retry, e.By, e.Why, Explaining.Waiting(e.Due ?? e.At, e.At)); break;
            case DeliveryReleased e: Operate(e.Delivery, Release, e.By, e.Why, Explaining.Waiting(e.Due ?? e.At, e.At)); break;
            case DeliveryEdited e: Operate(e.Delivery, Edit, e.By, e.Why, Explaining.Waiting(e.Due ?? e.At, e.At)); break;
            case DeliverySkipped e: Operate(e.Delivery, Skip, e.By, e.Why, Explaining.Skipped(e.By, e.Why, e.At)); break;
            default: throw new InvalidOperationException($"expected one of the account's events, found {happened.GetType().Name}");
        }
    }

    private void Receive(SubmissionReceived e)
    {
        if (e.Deliveries.IsEmpty) _rows.Add(Row(e, 0, null, Explaining.Verdict(e)));
        for (var i = 0; i < e.Deliveries.Length; i++)
        {
            var planned = e.Deliveries[i];
            _rows.Add(Row(e, i, planned.To, Explaining.Planned(e, planned)));
        }
    }

    private static LogRow Row(SubmissionReceived e, int ordinal, PartyId? to, LogStatus status) => new()
    {
        Submission = e.Submission, Ordinal = ordinal, To = to, Status = status, ReceivedAt = e.At, Trace = e.Trace,
    };

    private void Operate(DeliveryId delivery, OperatorAction action, string by, string why, LogStatus status)
    {
        _actions.Add(new(delivery, action, by, why, status.ChangedAt));
        Set(delivery, status);
    }

    /// <summary>A row that this very batch adds is added in its last state; other rows get one update.</summary>
    private void Set(DeliveryId delivery, LogStatus status)
    {
        if (NewRow(delivery) is >= 0 and var i)
            _rows[i] = _rows[i] with { Status = status with { Attempts = status.Attempts ?? _rows[i].Status.Attempts } };
        else if ((_updates ??= []).TryGetValue(delivery, out var earlier))
            _updates[delivery] = status with { Attempts = status.Attempts ?? earlier.Attempts };
        else _updates.Add(delivery, status);
    }

    /// <summary>Among the few rows that one batch adds; -1: it is there already.</summary>
    private int NewRow(DeliveryId delivery)
    {
        for (var i = _rows.Count - 1; i >= 0; i--)
            if (_rows[i].Submission.Id == delivery.Submission && _rows[i].To == delivery.To) return i;
        return -1;
    }
}
