namespace ActorSync.Storage;

/// <param name="Number">The account's.</param>
/// <param name="Last">The sequence of its last event; 0 before the first.</param>
internal readonly record struct AccountRow(long Number, long Last);
