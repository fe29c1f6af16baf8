namespace ActorSync.Storage;

/// <summary>Positions of a journal at which nothing was found when what follows them was there.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them; at least the first.</param>
/// <param name="SeenAt">When nothing was found, by the reader's clock, to the millisecond.</param>
public sealed record JournalGap(long First, long Last, DateTimeOffset SeenAt);
