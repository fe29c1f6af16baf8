using System.Collections.Immutable;

namespace ActorSync;

/// <summary>
/// The account's open deliveries over one link, in the order in which they leave. Derived from the lanes: it makes
/// "what is next?" cost the same for one open delivery and for thousands.
/// </summary>
public sealed record LinkQueue
{
    public static readonly LinkQueue Empty = new();

    private ImmutableSortedSet<Turn> Mains { get; init; } = [];

    private ImmutableSortedSet<Turn> Subs { get; init; } = [];

    private ImmutableDictionary<MeetingId, ImmutableSortedSet<Turn>> Gated { get; init; } =
        ImmutableDictionary<MeetingId, ImmutableSortedSet<Turn>>.Empty;

    public bool IsEmpty => Mains.IsEmpty && Subs.IsEmpty && Gated.IsEmpty;

    /// <summary>Every delivery that waits only for its time and its turn, main meetings first (R9).</summary>
    public IEnumerable<Turn> Ready => Mains.Concat(Subs);

    public IEnumerable<Turn> ReadySubs => Subs;

    /// <summary>Gated deliveries by main meeting, those parked as main-missing included, the next to be looked at first.</summary>
    public IEnumerable<KeyValuePair<MeetingId, ImmutableSortedSet<Turn>>> Gates => Gated;

    public ImmutableSortedSet<Turn> GatedBy(MeetingId main) => Gated.GetValueOrDefault(main, []);

    /// <summary>The delivery whose turn it is: the first main meeting that is due, else the first sub-meeting that is.</summary>
    public Turn? NextReady(DateTimeOffset now) => First(Mains, now) ?? First(Subs, now);

    /// <summary>When time alone changes something; null when it does not.</summary>
    public DateTimeOffset? NextLook(DateTimeOffset now)
    {
        var look = DateTimeOffset.MaxValue;
        foreach (var (_, gated) in Gated) look = Earlier(look, gated.Min.At);
        if (NextReady(now) is null)
        {
            if (!Mains.IsEmpty) look = Earlier(look, Mains.Min.At);
            if (!Subs.IsEmpty) look = Earlier(look, Subs.Min.At);
        }
        return look == DateTimeOffset.MaxValue ? null : look;
    }

    public LinkQueue With(Delivery d) => d switch
    {
        { Phase: DeliveryPhase.Ready, MainMeeting: null } => this with { Mains = Mains.Add(Leave(d)) },
        { Phase: DeliveryPhase.Ready } => this with { Subs = Subs.Add(Leave(d)) },
        _ when GateOf(d) is { } main => this with { Gated = Gated.SetItem(main, GatedBy(main).Add(Look(d))) },
        _ => this,
    };

    public LinkQueue Without(Delivery d)
    {
        if (d.Phase is DeliveryPhase.Ready)
            return d.MainMeeting is null ? this with { Mains = Mains.Remove(Leave(d)) } : this with { Subs = Subs.Remove(Leave(d)) };
        if (GateOf(d) is not { } main) return this;
        var left = GatedBy(main).Remove(Look(d));
        return this with { Gated = left.IsEmpty ? Gated.Remove(main) : Gated.SetItem(main, left) };
    }

    /// <summary>A sub that is parked because its main is missing still stands at the gate: the main releases it (R8).</summary>
    private static MeetingId? GateOf(Delivery d) =>
        d is { Phase: DeliveryPhase.Gated } or { Parked: ParkReason.MainMissing } ? d.MainMeeting : null;

    private static Turn Leave(Delivery d) => new(d.Due, d.Order, d.Id);

    private static Turn Look(Delivery d) => new(d.LookAt, d.Order, d.Id);

    private static Turn? First(ImmutableSortedSet<Turn> turns, DateTimeOffset now) =>
        !turns.IsEmpty && turns.Min.At <= now ? turns.Min : null;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
