namespace ActorSync.Delivering;

/// <summary>The way to one receiver: places in the order asked, as capacity, rate and circuit allow (R17).</summary>
public interface IPartySink : IDisposable
{
    /// <summary>How busy the way is.</summary>
    PartyLoad Load { get; }

    /// <summary><see cref="ISink.Room"/>.</summary>
    int Room { get; }

    /// <summary>Hears that an outage is over. It must return at once.</summary>
    event Action<Outage>? Returned;

    /// <returns>A place, as soon as there is one; null when too many wait, or when the way is closed.</returns>
    ValueTask<ISinkPlace?> Enter();
}
