namespace ActorSync;

/// <summary>Which of two changes that cross wins (R12d).</summary>
internal static class Crossing
{
    /// <summary>The outcome for the new report <paramref name="s"/> against a delivery of another party's change.</summary>
    public static CrossingOutcome Outcome(SyncRules rules, Submission s, Delivery rival)
    {
        var theirs = rival.Id.Submission.Origin;
        var link = rules.Of(rival.Link);
        return link?.Crossing switch
        {
            CrossingRule.Park => CrossingOutcome.Parked,
            CrossingRule.Prefer when link.Preferred == s.Origin => CrossingOutcome.Won,
            CrossingRule.Prefer when link.Preferred == theirs => CrossingOutcome.Lost,
            _ => IsLater(rules, s, rival) ? CrossingOutcome.Won : CrossingOutcome.Lost,
        };
    }

    /// <summary>Ties go to the party that the configuration names first.</summary>
    public static bool IsLater(SyncRules rules, Submission s, Delivery rival) => s.OccurredAt == rival.OccurredAt
        ? rules.Parties.IndexOf(s.Origin) < rules.Parties.IndexOf(rival.Id.Submission.Origin)
        : s.OccurredAt > rival.OccurredAt;
}
