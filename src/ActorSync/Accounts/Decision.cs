using System.Collections.Immutable;

namespace ActorSync;

/// <summary>What a command leads to: nothing of it is visible before the events are stored.</summary>
/// <param name="Events">To be stored, in order; empty when the command changes nothing.</param>
/// <param name="State">The state after them.</param>
/// <param name="Answer">For the sender.</param>
public sealed record Decision(ImmutableArray<AccountEvent> Events, AccountState State, Answer Answer);
