namespace ActorSync.Node.Simulation;

/// <summary>
/// A seeded source of chance of one call's own, so that what happens to a call does not depend on which other calls were
/// faster. SplitMix64 (https://prng.di.unimi.it/splitmix64.c): one addition and a few shifts, where a seeded
/// <see cref="Random"/> would cost an object of 300 bytes for each call.
/// </summary>
internal struct Chance
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <param name="seed">The party's.</param>
    /// <param name="key">What the call is about.</param>
    /// <param name="number">Of the call among those with this key.</param>
    public static Chance Of(int seed, UInt128 key, long number)
    {
        var chance = new Chance { _state = (ulong)seed };
        chance._state = chance.Draw() ^ (ulong)key;
        chance._state = chance.Draw() ^ (ulong)number;
        chance.Draw();
        return chance;
    }

    /// <summary>Evenly spread over [0, 1).</summary>
    public double Next() => (Draw() >> 11) * (1.0 / (1ul << 53));

    public bool Happens(double percent) => Next() * 100 < percent;

    public TimeSpan UpTo(TimeSpan longest) => longest * Next();

    private ulong Draw()
    {
        unchecked
        {
            var z = _state += Step;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
