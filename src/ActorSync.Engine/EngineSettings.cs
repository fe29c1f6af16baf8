namespace ActorSync.Engine;

/// <summary>How the embedded engine runs. Never changed after start.</summary>
public sealed record EngineSettings
{
    /// <summary>Fixed shares of the account space, each with one loop; from 1 up, fixed when the store is created.</summary>
    public required int Shards { get; init; }

    /// <summary>Commands that a shard takes in before it says that it is busy (R5); from 1 up.</summary>
    public required int MailboxSize { get; init; }

    /// <summary>Bytes of data that all shards together take in before they say that they are busy (R5).</summary>
    public required long IntakeBytes { get; init; }

    /// <summary>Messages that a shard decides in one step; from 1 up.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Transactions that may be under way at once, shards being spread over them; from 1 up.</summary>
    public required int Writers { get; init; }

    /// <summary>Account writes merged into one transaction; from 1 up.</summary>
    public required int CommitSize { get; init; }

    /// <summary>Events of an account between snapshots, further apart for a large one (<see cref="Snapshot.IsDue"/>); from 1 up.</summary>
    public required int SnapshotEvery { get; init; }

    /// <summary>Accounts kept in memory, over all shards; those that are being called are kept beyond it.</summary>
    public required int CachedAccounts { get; init; }

    /// <summary>Bytes of open data kept in memory with them.</summary>
    public required long CachedBytes { get; init; }

    /// <summary>After which an account that nobody asks is passivated.</summary>
    public required TimeSpan IdleTime { get; init; }

    /// <summary>After which whoever waits for an answer is told to ask again.</summary>
    public required TimeSpan AnswerTimeout { get; init; }

    /// <summary>
    /// Longest wait between tries while the store is away, and how long an account rests at first that cannot be decided or
    /// stored because of a defect: twice as long each time, up to ten minutes.
    /// </summary>
    public required TimeSpan StoreRetryMax { get; init; }

    /// <summary>
    /// Accounts that the delay queue may have woken, or taken out to be woken in a moment, at once, and as many the recovery; from
    /// 1 up. Each shard has its part of them, rounded up, so that one that does not get on holds no others up.
    /// </summary>
    public required int WakesInFlight { get; init; }

    /// <summary>Longest time between looks at the delay queue.</summary>
    public required TimeSpan DelayPoll { get; init; }

    /// <summary>What is due within it stands in the delay queue; what is due later comes in from the registration log in time.</summary>
    public required TimeSpan DelayHorizon { get; init; }

    /// <summary>Time between slow passes over everything that is open and due within the horizon (R24).</summary>
    public required TimeSpan SweepEvery { get; init; }

    /// <summary>Rows that a slow pass reads in a second, at most.</summary>
    public required int SweepRowsPerSecond { get; init; }

    /// <summary>How long a graceful stop waits for calls under way.</summary>
    public required TimeSpan DrainTimeout { get; init; }
}
