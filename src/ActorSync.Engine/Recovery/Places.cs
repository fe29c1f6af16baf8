using System.Threading.Channels;

namespace ActorSync.Engine;

/// <summary>
/// So many at once. Not a `SemaphoreSlim`: with a token, that goes by way of the thread pool, whatever scheduler is ambient.
/// </summary>
/// <param name="count">From 1 up.</param>
internal sealed class Places(int count)
{
    private readonly Channel<bool> _taken = Channel.CreateBounded<bool>(count);

    /// <summary>Waits for a free place and takes it.</summary>
    public ValueTask Take(CancellationToken cancellation) => _taken.Writer.WriteAsync(true, cancellation);

    /// <summary>Waits until every place is free.</summary>
    public async Task AllFree(CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++) await Take(cancellation);
        for (var i = 0; i < count; i++) Free();
    }

    public void Free() => _taken.Reader.TryRead(out _);
}
