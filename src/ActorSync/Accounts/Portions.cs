using System.Collections.Immutable;

namespace ActorSync;

/// <summary>Deliveries of one event that would grow with the account: an event is stored as one value, whose size is bounded.</summary>
internal static class Portions
{
    /// <summary>
    /// Some 5 MB where every id is as long as it may be and all of it is escaped: a journal's row takes 16 MB.
    /// </summary>
    public const int Largest = 1000;

    public static IEnumerable<ImmutableArray<T>> Of<T>(ImmutableArray<T> deliveries)
    {
        for (var from = 0; from < deliveries.Length; from += Largest)
            yield return deliveries.Slice(from, Math.Min(Largest, deliveries.Length - from));
    }
}
