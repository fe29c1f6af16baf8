namespace ActorSync.Engine;

/// <summary>What one shard's step hands to the group commit.</summary>
internal sealed record Append(IReadOnlyList<AccountWrite> Writes, TaskCompletionSource<IReadOnlyList<AppendRefusal>> Done);
