namespace ActorSync;

/// <summary>The way out to the parties: bounded calls in flight, rate and circuit breaker for each (R16, R17).</summary>
public interface ISink
{
    /// <summary>
    /// Waits for a place: room among the party's calls in flight, a rate that allows one more, a closed circuit. Places
    /// come in the order asked. Completes at once when there is one, or when too many wait already: those who come
    /// again are let in before whoever is new.
    /// </summary>
    /// <param name="again">Whether the account was turned away before, or goes on after a call.</param>
    /// <returns>
    /// A place, to be disposed; null when too many wait already (ask again when others have left), or when the sink is closed.
    /// </returns>
    ValueTask<ISinkPlace?> Enter(PartyId to, bool again);

    /// <summary>How many more accounts it is worth bringing: so many that half of those who may wait do so. From 0 up.</summary>
    int Room(PartyId to);
}
