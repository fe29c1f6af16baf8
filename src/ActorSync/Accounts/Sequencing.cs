using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Whose turn it is on each link (R6, R9).</summary>
internal static class Sequencing
{
    public static NextSteps Next(SyncRules rules, AccountState state, DateTimeOffset now, InFlight inFlight)
    {
        var starts = ImmutableArray<Delivery>.Empty;
        DateTimeOffset? lookAt = null;
        foreach (var (link, queue) in state.Queues)
        {
            if (queue.NextLook(now) is { } look && (lookAt is null || look < lookAt)) lookAt = look;
            if (rules.Of(link) is null || inFlight.Uses(link) || queue.NextReady(now) is not { } turn) continue;
            // Two links can lead to one receiver: about one registration it is called once at a time.
            if (inFlight.About(turn.Delivery.Meeting, link.To) is null && !Calls(starts, turn.Delivery))
                starts = starts.Add(state.Find(turn.Delivery)!);
        }
        return starts.IsEmpty && lookAt is null ? NextSteps.Nothing : new(starts, lookAt);
    }

    private static bool Calls(ImmutableArray<Delivery> starts, DeliveryId id)
    {
        foreach (var s in starts)
            if (s.Id.To == id.To && s.Id.Meeting == id.Meeting) return true;
        return false;
    }
}
