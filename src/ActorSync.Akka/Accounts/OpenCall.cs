namespace ActorSync.Actors;

/// <summary>One call that has begun.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Delivery">What is delivered.</param>
/// <param name="Result">Never fails; null when it was broken off.</param>
internal sealed record OpenCall(AccountId Account, Delivery Delivery, Task<Attempt?> Result);
