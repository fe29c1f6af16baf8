namespace ActorSync.Delivering;

/// <summary>A party that is delivered to.</summary>
/// <param name="Id">Who it is.</param>
/// <param name="Party">How it is called.</param>
/// <param name="Settings">How much, how fast and how long.</param>
public sealed record Receiver(PartyId Id, IParty Party, PartySinkSettings Settings);
