namespace ActorSync.Tests.Simulation;

/// <summary>What is known of one registration by its stored events.</summary>
internal sealed class RegistrationBook
{
    private readonly Dictionary<PartyId, PartyBook> _parties = [];
    private readonly List<(DateTimeOffset At, PartyId By)> _changes = [];

    /// <summary>The newest report of each origin that was believed (R3).</summary>
    public Dictionary<PartyId, Submission> Newest { get; } = [];

    /// <summary>Its first report was a registering one; null before it.</summary>
    public bool? KnownFromStart { get; set; }

    /// <summary>
    /// An operator, a park for loops or crossings, or a second process has had a hand in it:
    /// what it comes to is nobody's promise.
    /// </summary>
    public bool WasMeddledWith { get; set; }

    public bool WasParked { get; set; }

    public PartyBook this[PartyId party]
    {
        get
        {
            if (!_parties.TryGetValue(party, out var book)) _parties.Add(party, book = new());
            return book;
        }
    }

    /// <summary>Changes of side within a time before now, this one included (R14).</summary>
    public int Alternations(PartyId by, DateTimeOffset now, TimeSpan window)
    {
        var count = 0;
        for (var i = 1; i <= _changes.Count; i++)
        {
            var (at, who) = i == _changes.Count ? (now, by) : _changes[i];
            if (who != _changes[i - 1].By && at > now - window) count++;
        }
        return _changes.Count > 0 && _changes[^1].By != by ? count : 0;
    }

    public void Changed(DateTimeOffset at, PartyId by) => _changes.Add((at, by));
}
