using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Which changes cross, and which of two that do wins (R12d).</summary>
internal static class Crossing
{
    /// <summary>Other parties' changes, with other content, that are not delivered yet.</summary>
    public static ImmutableArray<Delivery> Rivals(Registration registration, Submission s, PartyId to)
    {
        var rivals = registration.Rivals(s.Origin, to);
        for (var i = rivals.Length - 1; i >= 0; i--)
            if (rivals[i].Content == s.Content) rivals = rivals.RemoveAt(i);
        return rivals;
    }

    /// <summary>Whether the configuration leaves the crossing with one of them to a person.</summary>
    public static bool IsForPerson(Draft draft, Submission s, ImmutableArray<Delivery> rivals)
    {
        foreach (var rival in rivals)
            if (Outcome(draft.Rules, s, rival) is CrossingOutcome.Parked) return true;
        return false;
    }

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
