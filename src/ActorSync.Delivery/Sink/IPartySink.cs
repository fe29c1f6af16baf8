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

    /// <summary><see cref="ISink.Enter"/>.</summary>
    ValueTask<ISinkPlace?> Enter(bool again);
}
