using ActorSync.Engine;

namespace ActorSync.Tests.Simulation;

/// <summary>Draws an engine's settings: small limits more often than any node has them, since what they bound happens there.</summary>
internal static class EngineDrawing
{
    /// <summary>Longer than any history: what is not lost must not need the slow pass.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromHours(10);

    public static EngineSettings Draw(Dice dice, bool queueForgets) => new()
    {
        Shards = dice.Pick(1, 2, 3),
        MailboxSize = dice.Pick(1, 4, 100),
        IntakeBytes = dice.Pick(64, 4000, 1_000_000),
        BatchSize = dice.Pick(1, 3, 100),
        Writers = dice.Pick(1, 2),
        CommitSize = dice.Pick(1, 2, 100),
        SnapshotEvery = dice.Pick(1, 4, 100),
        CachedAccounts = dice.Pick(1, 100),
        CachedBytes = dice.Pick(100, 1_000_000),
        IdleTime = TimeSpan.FromSeconds(dice.Pick(2, 60)),
        AnswerTimeout = TimeSpan.FromSeconds(dice.Pick(3, 10)),
        StoreRetryMax = TimeSpan.FromSeconds(dice.Pick(1, 2)),
        WakesInFlight = dice.Pick(1, 3, 100),
        DelayPoll = TimeSpan.FromSeconds(dice.Pick(1, 10)),
        DelayHorizon = dice.Pick(TimeSpan.FromSeconds(4), Never),
        SweepEvery = queueForgets ? TimeSpan.FromSeconds(10) : Never,
        SweepRowsPerSecond = 1000,
        DrainTimeout = TimeSpan.FromSeconds(dice.Pick(3, 15)),
    };
}
