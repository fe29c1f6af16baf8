namespace ActorSync.Delivering;

/// <summary>How busy the way to one party is.</summary>
/// <param name="OpenFor">While the circuit is open: how long before a call is tried again; zero or less once it may be.</param>
/// <param name="Outage">While the party is not known to work: for how long it has not been.</param>
public sealed record PartyLoad(PartyId Party, int InFlight, int Waiting, CircuitState Circuit, TimeSpan? OpenFor, Outage? Outage);
