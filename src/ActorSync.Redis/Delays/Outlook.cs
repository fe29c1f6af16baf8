namespace ActorSync.Redis;

/// <summary>
/// What this process knows of the shards without asking: when something of each can be due. So a claim asks only for the
/// shards where something is, and a few of the others in turn: an idle queue of 64 shards costs 4 small scripts a second.
/// </summary>
internal sealed class Outlook
{
    /// <summary>Each of the quiet shards is looked at once in so many claims: other processes may have put something in.</summary>
    private const int TurnsAround = 16;

    /// <summary>Claims in quick succession look at the shards that are due only.</summary>
    private static readonly TimeSpan TurnEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Shard> _shards = [];
    private DateTimeOffset _lastTurn = DateTimeOffset.MinValue;
    private int _turn;
    private int _first;

    /// <summary>Entries were put in, or may have been.</summary>
    public void Expect(IReadOnlyList<DelayEntry> entries)
    {
        lock (_lock)
            foreach (var entry in entries)
            {
                var shard = Of(entry.Shard);
                shard.Changes++;
                shard.Next = Earlier(shard.Next, entry.Due);
            }
    }

    /// <summary>Leases were ended: when the next one of their shards ends is not known any more.</summary>
    public void Doubt(IReadOnlyList<DelayEntry> entries)
    {
        lock (_lock)
            foreach (var entry in entries) Of(entry.Shard).IsKnown = false;
    }

    /// <summary>The shards where something may be due.</summary>
    /// <param name="limit">Most shards; those that are left out come first the next time.</param>
    public List<Look> Due(IReadOnlyList<int> shards, DateTimeOffset now, int limit)
    {
        lock (_lock)
        {
            _first++;
            List<Look> due = [];
            for (var i = 0; i < shards.Count && due.Count < limit; i++)
            {
                var number = At(shards, _first + i);
                var shard = Of(number);
                if (!shard.IsKnown || shard.Next <= now) due.Add(new(number, shard.Changes));
            }
            return due;
        }
    }

    /// <summary>
    /// Quiet shards whose turn it is to be looked at all the same. When nothing is due, at least one: it
    /// tells whether Redis is there.
    /// </summary>
    public List<Look> Quiet(IReadOnlyList<int> shards, DateTimeOffset now, IReadOnlyList<Look> due)
    {
        lock (_lock)
        {
            if (due.Count > 0 && now - _lastTurn < TurnEvery) return [];
            _lastTurn = now;
            return [.. Enumerable.Range(0, (shards.Count + TurnsAround - 1) / TurnsAround)
                .Select(_ => At(shards, _turn++)).Where(number => due.All(l => l.Shard != number))
                .Select(number => new Look(number, Of(number).Changes))];
        }
    }

    /// <summary>Every shard, whatever is known of it.</summary>
    public List<Look> All(IReadOnlyList<int> shards)
    {
        lock (_lock) return [.. shards.Select(number => new Look(number, Of(number).Changes))];
    }

    /// <summary>A shard has answered.</summary>
    /// <param name="next">When something of it is due or a lease ends; null: nothing is there.</param>
    /// <param name="kept">Whether it holds all that was ever put in.</param>
    /// <returns>True when it has lost something since the last answer.</returns>
    public bool Learn(Look look, DateTimeOffset? next, bool kept)
    {
        lock (_lock)
        {
            var shard = Of(look.Shard);
            // What was put in while the question was on its way may have come after the answer.
            shard.Next = shard.Changes == look.Changes ? next : Earlier(shard.Next, next);
            var lost = !kept && shard.HasAnswered;
            (shard.IsKnown, shard.HasAnswered) = (true, true);
            return lost;
        }
    }

    /// <summary>The earliest time at which something of these shards is due.</summary>
    public DateTimeOffset? Next(IReadOnlyList<int> shards)
    {
        lock (_lock) return shards.Aggregate(default(DateTimeOffset?), (next, number) => Earlier(next, Of(number).Next));
    }

    private static int At(IReadOnlyList<int> shards, int turn) => shards[(int)((uint)turn % (uint)shards.Count)];

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    private Shard Of(int number)
    {
        if (!_shards.TryGetValue(number, out var shard)) _shards.Add(number, shard = new());
        return shard;
    }

    /// <param name="Shard">Its number.</param>
    /// <param name="Changes">How often it had been changed from here when the question was asked.</param>
    internal readonly record struct Look(int Shard, long Changes);

    private sealed class Shard
    {
        public DateTimeOffset? Next { get; set; }

        public long Changes { get; set; }

        /// <summary>Whether <see cref="Next"/> says all.</summary>
        public bool IsKnown { get; set; }

        public bool HasAnswered { get; set; }
    }
}
