using ActorSync.Delivering;

namespace ActorSync.Node.Configuration;

/// <summary>How one party is reached, and how much it is asked at once.</summary>
internal sealed record PartySettings(PartyId Id, HttpPartySettings Http, PartySinkSettings Sink);
