using ActorSync.Engine;

namespace ActorSync.Tests.Akka;

internal static class SomeSettings
{
    public static readonly EngineSettings Engine = new()
    {
        Shards = 8, MailboxSize = 100, IntakeBytes = 1024 * 1024, BatchSize = 100, Writers = 1, CommitSize = 100, SnapshotEvery = 10,
        CachedAccounts = 1000, CachedBytes = 1024 * 1024, IdleTime = TimeSpan.FromMinutes(5), AnswerTimeout = TimeSpan.FromSeconds(10),
        StoreRetryMax = TimeSpan.FromSeconds(1), WakesInFlight = 100, DelayPoll = TimeSpan.FromMilliseconds(100),
        DelayHorizon = TimeSpan.FromHours(1), SweepEvery = TimeSpan.FromMinutes(1), SweepRowsPerSecond = 1000,
        DrainTimeout = TimeSpan.FromSeconds(5),
    };
}
