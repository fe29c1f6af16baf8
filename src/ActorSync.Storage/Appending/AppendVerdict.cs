namespace ActorSync.Storage;

/// <param name="Refusals">At most one for each account.</param>
/// <param name="Missing">The writes that are not stored yet; the rest are repeats.</param>
internal sealed record AppendVerdict(IReadOnlyList<AppendRefusal> Refusals, IReadOnlyList<AccountWrite> Missing);
