namespace ActorSync;

/// <summary>One party's entry of a map in a <see cref="Snapshot"/>.</summary>
public sealed record SnapshotOfParty<T>(PartyId Party, T Value);
