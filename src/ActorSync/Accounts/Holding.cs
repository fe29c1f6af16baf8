using System.Collections.Immutable;

namespace ActorSync;

/// <summary>What one party holds of one registration, as far as it is known (R12).</summary>
public sealed record Holding
{
    public static readonly Holding Nothing = new();

    /// <summary>The content that the party reported or acknowledged last; null when neither has happened.</summary>
    public ContentHash? Known { get; init; }

    /// <summary>Every content that a call to the party carried and that may have had effect, each once, the latest last.</summary>
    public ImmutableArray<SentContent> Sent { get; init; } = [];

    /// <summary>When the latest such call ended, by this node's clock; null before the first.</summary>
    public DateTimeOffset? LatestDelivery { get; init; }

    /// <summary>
    /// The latest such call's content had been sent or reported before and was replaced: when the last call in between ended; null
    /// when it was not.
    /// </summary>
    public DateTimeOffset? LatestBefore { get; init; }

    /// <summary>
    /// Known to hold the registration: reported or acknowledged, not cancelled, and no cancellation may have come between (R7).
    /// </summary>
    public bool IsDone => Known is not null && !MayBeCancelled;

    /// <summary>Cancelled at the party, or a cancellation without a clear answer may have landed.</summary>
    public bool MayBeCancelled => MayHold(ContentHash.Cancelled);

    /// <summary>Whether there may be something at the party that a cancellation would end (R10).</summary>
    public bool MayHoldSomething => IsSomething(Known) || Sent.Any(s => s.Unconfirmed && IsSomething(s.Content));

    /// <summary>Whether the party holds this content or may have taken it from a call without a clear answer (R12b).</summary>
    public bool MayHold(ContentHash content) => Known == content || MayTake(content);

    /// <summary>Whether a call with this content had no clear answer, so that it may have landed, or still may.</summary>
    public bool MayTake(ContentHash content) => IndexOf(content) is >= 0 and var i && Sent[i].Unconfirmed;

    /// <summary>Whether the party is known to hold this and nothing else: then a call would change nothing (R12a).</summary>
    public bool HoldsOnly(ContentHash content) => Known == content && !MayHoldOther(content);

    /// <summary>
    /// Whether something that occurred then, with this content, tells of a call before the latest one with another content (R12c).
    /// </summary>
    public bool WasReplacedAfter(DateTimeOffset occurredAt, ContentHash content) =>
        WasSent(content) && occurredAt <= (IsLatest(content) ? LatestBefore : LatestDelivery);

    /// <summary>Whether the latest call that may have had effect carried this content.</summary>
    public bool IsLatest(ContentHash content) => !Sent.IsEmpty && Sent[^1].Content == content;

    public bool WasSent(ContentHash content) => IndexOf(content) >= 0;

    /// <summary>Whether what the party reports of that time tells what came of every call: none has ended since.</summary>
    public bool SettledBy(DateTimeOffset occurredAt) => LatestDelivery is null || occurredAt > LatestDelivery;

    /// <summary>The party spoke for itself. That settles earlier calls, but not those whose delivery is still open.</summary>
    public Holding Settled(ImmutableArray<ContentHash> open) =>
        this with { Sent = [.. Sent.Select(s => s with { Unconfirmed = s.Unconfirmed && open.Contains(s.Content) })] };

    /// <summary>The party reported what it was sent: the calls up to that one are settled, later ones may still land.</summary>
    public Holding Confirmed(ContentHash content)
    {
        var last = IndexOf(content);
        return this with { Known = content, Sent = [.. Sent.Select((s, i) => i <= last ? s with { Unconfirmed = false } : s)] };
    }

    /// <summary>The party acknowledged a call.</summary>
    /// <param name="reported">What it reported last; null: nothing.</param>
    public Holding Delivered(ContentHash content, ContentHash? reported, DateTimeOffset at) =>
        Called(new(content, false), reported, at, settles: true) with { Known = content };

    /// <summary>A call may have had effect.</summary>
    /// <param name="reported">What the party reported last; null: nothing.</param>
    public Holding MaybeDelivered(ContentHash content, ContentHash? reported, DateTimeOffset at) =>
        Called(new(content, true), reported, at, settles: false);

    /// <param name="settles">Whether the calls before it are no longer in doubt.</param>
    private Holding Called(SentContent latest, ContentHash? reported, DateTimeOffset at, bool settles)
    {
        var sent = ImmutableArray.CreateBuilder<SentContent>(Sent.Length + 1);
        foreach (var s in Sent)
            if (s.Content != latest.Content) sent.Add(settles ? s with { Unconfirmed = false } : s);
        sent.Add(latest);
        return this with
        {
            Sent = sent.DrainToImmutable(),
            LatestDelivery = at,
            LatestBefore = IsLatest(latest.Content) ? LatestBefore
                : WasSent(latest.Content) || latest.Content == reported ? LatestDelivery
                : null,
        };
    }

    /// <summary>Whether a call with other content had no clear answer, so that it may have landed, or still may.</summary>
    public bool MayHoldOther(ContentHash content)
    {
        foreach (var s in Sent)
            if (s.Unconfirmed && s.Content != content) return true;
        return false;
    }

    /// <summary>Where the content stands in <see cref="Sent"/>; -1: nowhere.</summary>
    private int IndexOf(ContentHash content)
    {
        for (var i = 0; i < Sent.Length; i++)
            if (Sent[i].Content == content) return i;
        return -1;
    }

    private static bool IsSomething(ContentHash? content) => content is { } c && c != ContentHash.Cancelled;
}
