namespace ActorSync.Peers.Polling;

/// <summary>What became of a row in its page: what the page's commit writes.</summary>
/// <param name="Status">`waiting`: it comes again, after the wait.</param>
internal sealed record RowOutcome(ulong Seq, string Status, long WaitMilliseconds)
{
    public static RowOutcome Done(Row row) => new(row.Seq, "done", 0);

    /// <summary>A newer revision goes, or has gone, in its place.</summary>
    public static RowOutcome Skipped(Row row) => new(row.Seq, "skipped", 0);

    public static RowOutcome Parked(Row row) => new(row.Seq, "parked", 0);

    public static RowOutcome Again(Row row, TimeSpan wait) => new(row.Seq, "waiting", (long)wait.TotalMilliseconds);
}
