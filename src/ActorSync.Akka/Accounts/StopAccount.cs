namespace ActorSync.Actors;

/// <summary>
/// Leave memory: at once when no call is under way, else after its result is stored. Sent by the shard, on passivation and hand-over.
/// </summary>
internal sealed record StopAccount
{
    public static readonly StopAccount Instance = new();
}
