using System.Text.Json;

namespace ActorSync.Storage;

/// <summary>
/// How far a journal kept elsewhere is written into the registration log. Its positions are given when a transaction begins
/// to write and seen when it commits: one that is missing was rolled back, or its transaction has not ended yet.
/// </summary>
/// <param name="Position">Up to this position everything that was found is written; 0 at the beginning.</param>
/// <param name="Gaps">Positions before it at which nothing was found, in order.</param>
public sealed record JournalProgress(long Position, IReadOnlyList<JournalGap> Gaps)
{
    public static JournalProgress Beginning { get; } = new(0, []);

    /// <summary>The progress after more was found behind the position.</summary>
    /// <param name="found">Positions, in order.</param>
    /// <param name="now">When they were.</param>
    public JournalProgress Past(IEnumerable<long> found, DateTimeOffset now)
    {
        var (last, gaps) = (Position, Gaps.ToList());
        foreach (var position in found)
        {
            if (position > last + 1) gaps.Add(new(last + 1, position - 1, Milliseconds.Stored(now)));
            last = Math.Max(last, position);
        }
        return new(last, gaps);
    }

    /// <summary>The progress after something was found in the gaps.</summary>
    /// <param name="found">Positions, in order.</param>
    public JournalProgress Without(IEnumerable<long> found)
    {
        var gaps = Gaps.ToList();
        foreach (var position in found)
        {
            var i = gaps.FindIndex(g => g.First <= position && position <= g.Last);
            if (i < 0) continue;
            var gap = gaps[i];
            gaps.RemoveAt(i);
            if (position < gap.Last) gaps.Insert(i, gap with { First = position + 1 });
            if (gap.First < position) gaps.Insert(i, gap with { Last = position - 1 });
        }
        return this with { Gaps = gaps };
    }

    /// <summary>Forgets gaps that have been open for too long, and where there are too many the oldest.</summary>
    /// <param name="since">Gaps that were seen before it are forgotten.</param>
    /// <param name="most">How many are kept.</param>
    public JournalProgress Keeping(DateTimeOffset since, int most) =>
        this with { Gaps = [.. Gaps.Where(g => g.SeenAt >= since).TakeLast(most)] };

    /// <summary>Reads a stored one.</summary>
    /// <param name="gaps">As <see cref="StoredGaps"/>; null: none were ever stored.</param>
    internal static JournalProgress Of(long position, string? gaps) => new(position, gaps is null
        ? []
        : [.. JsonSerializer.Deserialize<long[][]>(gaps)!.Select(g => new JournalGap(g[0], g[1], Milliseconds.Time(g[2])))]);

    /// <summary>The gaps as JSON: first, last and time of each.</summary>
    internal string StoredGaps() => JsonSerializer.Serialize(Gaps.Select(g => new[] { g.First, g.Last, Milliseconds.Of(g.SeenAt) }));
}
