using System.Diagnostics;

namespace ActorSync.Benchmarks;

/// <summary>
/// Waits for something as long as it gets on, however slowly, and gives up when nothing has moved for too long: one lost
/// registration would keep a benchmark for ever, and nobody would learn of it.
/// </summary>
internal static class Patience
{
    /// <summary>Longer than the longest pause that anything measured here makes by itself: back-offs and leases of a minute.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <param name="what">That is counted: "registrations at the receiver".</param>
    /// <param name="enough">How many there are to be.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="CannotRunException">It has stood still for too long.</exception>
    public static Task Until(string what, long enough, Func<Task<long>> count) => Until(
        async () => await count() is var seen && seen >= enough ? null : $"expected {enough:N0} {what}, found {seen:N0}");

    /// <param name="missing">What is still to come; null: nothing. While the words change, it gets on.</param>
    /// <exception cref="CannotRunException">It has stood still for too long.</exception>
    public static async Task Until(Func<Task<string?>> missing)
    {
        string? seen = null;
        for (var moved = Stopwatch.GetTimestamp(); await missing() is { } now; await Task.Delay(Look, TimeProvider.System))
            if (now != seen) (seen, moved) = (now, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(moved) > Limit)
                throw new CannotRunException($"{now}, and nothing has moved for {Limit.TotalMinutes:0} minutes");
    }
}
