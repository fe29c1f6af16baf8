namespace ActorSync;

/// <summary>One row of the registration log that waits for time or for its turn.</summary>
/// <param name="Row">The row's number: makes the place of two rows with one time definite.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="To">The receiver.</param>
/// <param name="Status">Waiting, gated or retrying.</param>
/// <param name="Due">When it is to be looked at; in the past: its turn is all it waits for.</param>
public sealed record OpenWork(long Row, AccountId Account, PartyId To, Status Status, DateTimeOffset Due);
