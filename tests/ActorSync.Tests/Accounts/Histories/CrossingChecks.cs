using Xunit;

namespace ActorSync.Tests;

/// <summary>R12d by its letter, where a report is accepted while another party's newest is not delivered to its reporter.</summary>
internal static class CrossingChecks
{
    /// <param name="before">What was known of the registration when the report came.</param>
    public static void Check(AccountRun run, Registration before, Submission s)
    {
        var planned = run.Events.OfType<AccountEvent.SubmissionReceived>().Last(e => e.Submission.Id == s.Id).Deliveries;
        var waits = planned.All(p => p.Parked is not null);
        foreach (var d in before.Lane(s.Origin).Where(d => IsRival(run, before, d, s)))
        {
            var right = run.Rules.Of(d.Link)!.Crossing switch
            {
                CrossingRule.Park => waits,
                CrossingRule.Prefer => waits || run.Rules.Of(d.Link)!.Preferred != d.Id.Submission.Origin,
                _ => waits || Crossing.IsLater(run.Rules, s, d),
            };
            Assert.True(right, $"{s.Id} crosses {d.Id} and leaves (R12d)");
            if (!waits && run.State.Find(d.Id) is { } loser)
                Assert.True(d.MayHaveReached || run.InFlight.Has(d.Id), $"{s.Id} wins over {d.Id}, which is still {loser.Phase} (R12d)");
        }
    }

    /// <summary>What another change has replaced while it was being called counts no more, whoever made that one.</summary>
    private static bool IsRival(AccountRun run, Registration before, Delivery d, Submission s)
    {
        var origin = d.Id.Submission.Origin;
        var isReplaced = before.Lane(s.Origin).Any(o => o.Order > d.Order && o.Parked is null);
        return origin != s.Origin && !d.IsAside && d.Content != s.Content && !isReplaced
            && before.Reports[origin]?.Submission == d.Id.Submission && run.Rules.Of(d.Link) is not null;
    }
}
