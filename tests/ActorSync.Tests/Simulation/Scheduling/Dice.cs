namespace ActorSync.Tests.Simulation;

/// <summary>Chance from a seed: the same on every machine and in every version (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>
    /// One seed out of several numbers, so that what is drawn for one thing does not depend on what was drawn for others.
    /// </summary>
    public static ulong Seed(ulong a, ulong b, ulong c = 0) => Mix(Mix(Mix(a + Golden) ^ b) + (c * Golden));

    /// <summary>The same number for the same text, in every process.</summary>
    public static ulong Number(string text)
    {
        const ulong offset = 14695981039346656037, prime = 1099511628211;
        var hash = offset;
        foreach (var c in text) hash = (hash ^ c) * prime;
        return hash;
    }

    public ulong Next() => Mix(_state += Golden);

    /// <summary>From 0 up to below <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    public bool Chance(double of) => of > 0 && (Next() >> 11) * (1.0 / (1UL << 53)) < of;

    public T Pick<T>(params ReadOnlySpan<T> from) => from[Next(from.Length)];

    public T PickFrom<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public TimeSpan Time(TimeSpan from, TimeSpan to) =>
        from + TimeSpan.FromTicks((long)(((UInt128)Next() * (ulong)Math.Max(1, (to - from).Ticks)) >> 64));

    /// <summary>In whole milliseconds, from 0.</summary>
    public TimeSpan UpTo(double seconds) => TimeSpan.FromMilliseconds(Next((int)(seconds * 1000) + 1));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
