namespace ActorSync.Engine;

/// <summary>
/// Room for open data in memory, one for all shards: a share for each alone would have an account with more of it read anew
/// at each message, while the others leave theirs empty.
/// </summary>
/// <param name="bytes">Above which it is full.</param>
internal sealed class SharedRoom(long bytes)
{
    private long _taken;

    public bool IsFull => Volatile.Read(ref _taken) > bytes;

    /// <param name="more">Bytes; below 0 to give some back.</param>
    public void Take(long more)
    {
        if (more != 0) Interlocked.Add(ref _taken, more);
    }
}
