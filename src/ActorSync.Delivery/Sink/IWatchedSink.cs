namespace ActorSync.Delivering;

/// <summary>A sink that tells how its ways to the parties do.</summary>
public interface IWatchedSink : ISink
{
    /// <summary>How busy the ways are, by party.</summary>
    IEnumerable<PartyLoad> Loads { get; }

    /// <summary>Hears that a party's outage is over. It must return at once.</summary>
    event Action<Outage>? Returned;
}
