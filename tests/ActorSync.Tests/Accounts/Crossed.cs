using static ActorSync.Tests.Some;

namespace ActorSync.Tests;

/// <summary>Changes of several parties to one registration, told apart by when they occurred.</summary>
internal static class Crossed
{
    public static Submission By(PartyId from, int seconds) => MainFrom(from) with { OccurredAt = Time.AddSeconds(seconds) };

    /// <summary>B's change waits behind another registration's call, so that C's report crosses it before it left.</summary>
    public static AccountRun Waiting(SyncRules rules, Submission change)
    {
        var run = new AccountRun(rules);
        run.Submit(ReportFrom(change.Origin, Summit, 1));
        run.Submit(change);
        return run;
    }

    public static void DeliverAll(AccountRun run)
    {
        while (!run.InFlight.Deliveries.IsEmpty) run.Deliver(run.InFlight.Deliveries[0]);
    }
}
