namespace ActorSync.Delivering;

/// <summary>How busy the way to one party is.</summary>
/// <param name="OpenUntil">While the circuit is open: when a call is tried again.</param>
public sealed record PartyLoad(PartyId Party, int InFlight, int Waiting, CircuitState Circuit, DateTimeOffset? OpenUntil);
