using System.Collections.Immutable;

namespace ActorSync;

/// <summary>
/// Which of an account's deliveries are being called right now: the engine's transient knowledge, at most one for each link (R6).
/// </summary>
public sealed record InFlight(ImmutableArray<Delivery> Deliveries)
{
    public static readonly InFlight None = new([]);

    public bool Has(DeliveryId id)
    {
        foreach (var d in Deliveries)
            if (d.Id == id) return true;
        return false;
    }

    public bool Uses(Link link)
    {
        foreach (var d in Deliveries)
            if (d.Link == link) return true;
        return false;
    }

    /// <summary>The call about a registration that one party is answering now, over whichever link; null: none.</summary>
    public Delivery? About(MeetingId meeting, PartyId to)
    {
        foreach (var d in Deliveries)
            if (d.Id.To == to && d.Id.Meeting == meeting) return d;
        return null;
    }

    public InFlight With(Delivery delivery) => new(Deliveries.Add(delivery));

    public InFlight Without(DeliveryId id)
    {
        var others = Deliveries.RemoveAll(d => d.Id == id);
        return others.IsEmpty ? None : new(others);
    }
}
