namespace ActorSync.Tests.Simulation;

/// <summary>What one party said about one registration, and what it was called with: by what passed the seams alone.</summary>
internal sealed class PartyBook
{
    private readonly List<ContentHash> _acknowledged = [];
    private readonly List<DeliveryId> _mayHaveLeft = [];

    /// <summary>What it was, or may have been, called with, by the latest call of each.</summary>
    private readonly List<(DeliveryId Id, ContentHash Content)> _calls = [];

    private readonly Dictionary<PartyId, long> _called = [];

    /// <summary>When the latest call without a clear answer ended.</summary>
    private DateTimeOffset? _latestDoubt;

    /// <summary>What it reported or acknowledged last; null when neither has happened.</summary>
    public ContentHash? Said { get; private set; }

    /// <summary>Nothing that was sent to it since can have changed that.</summary>
    public bool IsSure { get; private set; }

    /// <summary>It said that it holds the registration, and has not been told to cancel it since, as far as anybody knows (R7).</summary>
    public bool HoldsMain { get; private set; }

    /// <summary>An operator let the sub-meetings go without it (R11).</summary>
    public bool IsWaived { get; set; }

    /// <summary>It said that it holds something, or a call may have left something there, that a cancellation would end (R10).</summary>
    public bool MayHoldSomething => (Said is { } said && said != ContentHash.Cancelled) || _mayHaveLeft.Count > 0;

    /// <summary>When the latest acknowledged call ended (R12c).</summary>
    public DateTimeOffset? LatestEnd { get; private set; }

    /// <summary>Surely there, so that no sub-meeting's registration waits for it (R8).</summary>
    public bool IsSurelyDone => IsSure && Said is { } said && said != ContentHash.Cancelled;

    public bool HasAcknowledged(ContentHash content) => _acknowledged.Contains(content);

    /// <summary>The newest revision of an origin that it was called with.</summary>
    public long NewestCalled(PartyId origin) => _called.GetValueOrDefault(origin, -1);

    public void Called(DeliveryBook call)
    {
        if (call.Content != Said) IsSure = false;
        Note(call);
        if (call.Operation is not Operation.Cancel && !_mayHaveLeft.Contains(call.Id)) _mayHaveLeft.Add(call.Id);
        var origin = call.Id.Submission.Origin;
        _called[origin] = Math.Max(NewestCalled(origin), call.Revision);
    }

    /// <summary>A call surely had no effect, and no call of that delivery is in doubt.</summary>
    public void WithoutEffect(DeliveryBook call)
    {
        if (!call.IsInDoubt) _mayHaveLeft.Remove(call.Id);
    }

    /// <summary>A call may have been made that nobody remembers.</summary>
    public void MaybeCalled(DeliveryBook call, DateTimeOffset endedAt)
    {
        _latestDoubt = endedAt;
        if (call.Content != Said) IsSure = false;
        if (call.Operation is Operation.Cancel) HoldsMain = false;
        Note(call);
        call.IsInDoubt = true;
    }

    public void Acknowledged(ContentHash content, bool isCancel, DateTimeOffset endedAt)
    {
        (Said, IsSure, HoldsMain) = (content, true, !isCancel);
        _mayHaveLeft.Clear();
        LatestEnd = endedAt;
        if (!_acknowledged.Contains(content)) _acknowledged.Add(content);
    }

    /// <param name="inDoubt">Open deliveries to it that may have landed, and that this report does not settle; null: it is no
    /// news, and settles the calls up to the one that it tells of.</param>
    public void Reported(ContentHash content, bool isCancel, DateTimeOffset occurredAt, IReadOnlyList<DeliveryId>? inDoubt)
    {
        var isLate = occurredAt <= _latestDoubt;
        IsSure = (inDoubt is { Count: 0 } && !isLate) || (IsSure && Said == content);
        (Said, HoldsMain) = (content, !isCancel);
        if (inDoubt is null) SettleUpTo(content);
        else if (!isLate) _mayHaveLeft.RemoveAll(d => !inDoubt.Contains(d));
    }

    private void Note(DeliveryBook call)
    {
        _calls.RemoveAll(c => c.Id == call.Id);
        _calls.Add((call.Id, call.Content));
    }

    /// <summary>The party reported what a call carried: as an acknowledgement would, that settles the calls up to it.</summary>
    private void SettleUpTo(ContentHash content)
    {
        var last = _calls.FindLastIndex(c => c.Content == content);
        _mayHaveLeft.RemoveAll(d => _calls.FindIndex(c => c.Id == d) <= last);
    }
}
