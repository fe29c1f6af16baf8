using System.Collections.Frozen;

namespace ActorSync.Node.Api;

/// <summary>
/// What the stored status cannot say: which deliveries are being called right now, and why one that is free to leave has
/// not left yet.
/// </summary>
internal sealed class LiveCalls(IEnumerable<DeliveryId> calling, Func<PartyId, string?> holdup, DateTimeOffset now)
{
    private readonly FrozenSet<DeliveryId> _calling = calling.ToFrozenSet();

    public IEnumerable<DeliveryId> Calling => _calling;

    public LogStatus Of(LogEntry e)
    {
        if (e.To is not { } to || e.Status.Status is not (Status.Waiting or Status.Retrying)) return e.Status;
        if (_calling.Contains(new(e.Meeting, e.Submission, to))) return Explaining.Delivering(e.Status);
        return e.Status.NextDue > now ? e.Status : Explaining.Due(e.Status, holdup(to));
    }
}
