using ActorSync.Engine;

namespace ActorSync.Tests.Engine;

/// <summary>Settings that a test needs but does not care about.</summary>
internal static class SomeEngine
{
    public static readonly EngineSettings Settings = new()
    {
        Shards = 2,
        MailboxSize = 100,
        IntakeBytes = 1024 * 1024,
        BatchSize = 100,
        Writers = 1,
        CommitSize = 100,
        SnapshotEvery = 100,
        CachedAccounts = 100,
        CachedBytes = 1024 * 1024,
        IdleTime = TimeSpan.FromSeconds(60),
        AnswerTimeout = TimeSpan.FromSeconds(10),
        StoreRetryMax = TimeSpan.FromSeconds(2),
        WakesInFlight = 100,
        DelayPoll = TimeSpan.FromSeconds(1),
        DelayHorizon = TimeSpan.FromHours(1),
        SweepEvery = TimeSpan.FromMinutes(10),
        SweepRowsPerSecond = 2000,
        DrainTimeout = TimeSpan.FromSeconds(20),
    };
}
