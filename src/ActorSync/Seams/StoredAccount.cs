using System.Collections.Immutable;

namespace ActorSync;

/// <summary>What the journal knows of an account.</summary>
/// <param name="Snapshot">The newest snapshot; null: none.</param>
/// <param name="Events">All events after the snapshot, in order.</param>
/// <param name="Epoch">Under which the last event was written; 0 when there is none.</param>
public sealed record StoredAccount(AccountId Account, ReadOnlyMemory<byte>? Snapshot, ImmutableArray<StoredEvent> Events, long Epoch)
{
    /// <summary>The state after all stored events; null when the snapshot is of another form, so that all events are needed.</summary>
    public AccountState? Restore()
    {
        var state = Snapshot is { } snapshot ? ActorSync.Snapshot.Read(snapshot.Span) : AccountState.Empty;
        return state is null
            ? null
            : Events.Aggregate(state, (s, e) => ActorSync.Account.Evolve(s, EventJson.Read(e.Name, e.Payload.Span)));
    }
}
