namespace ActorSync.Engine;

/// <summary>One source of chance for many threads.</summary>
internal sealed class SharedChance(Random random)
{
    private readonly Lock _lock = new();

    public double Next()
    {
        lock (_lock) return random.NextDouble();
    }
}
