namespace ActorSync.Storage;

/// <summary>A row of the delay queue that is due: an account that waits, or a lease that has ended.</summary>
internal sealed record DelayRow
{
    public string Account { get; init; } = "";

    /// <summary>1 for a lease.</summary>
    public int Leased { get; init; }

    public int Shard { get; init; }

    public long Due { get; init; }

    public DelayEntry Entry(long lease) => new(Shard, AccountId.Parse(Account), Milliseconds.Time(Due)) { Lease = lease };
}
