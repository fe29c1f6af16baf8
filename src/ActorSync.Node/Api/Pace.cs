namespace ActorSync.Node.Api;

/// <summary>
/// How long the other end of a request may take for a portion of what it sends or is sent: whoever stalls must not keep memory or
/// a place for ever. The web server's own least rate is an average, on which one that was quick at first can live for hours.
/// </summary>
internal sealed class Pace : IDisposable
{
    /// <summary>Bytes, at most, that are to be through within the patience: links of 3 kB a second hold the pace.</summary>
    public const int Portion = 64 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _late;
    private readonly CancellationTokenSource _over;
    private long _came;

    /// <param name="time">By which it is measured.</param>
    /// <param name="ends">What ends the waits besides.</param>
    public Pace(TimeProvider time, params ReadOnlySpan<CancellationToken> ends)
    {
        _late = new(Timeout.InfiniteTimeSpan, time);
        _over = CancellationTokenSource.CreateLinkedTokenSource([_late.Token, .. ends]);
    }

    /// <summary>Whether the patience has ended.</summary>
    public bool IsLost => _late.IsCancellationRequested;

    /// <summary>For whoever waits for the other end.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>A portion begins, and with it the patience.</summary>
    public void Begin() => _late.CancelAfter(Patience);

    /// <summary>So many bytes have come: whenever a portion is through, the next begins.</summary>
    public void Came(long bytes)
    {
        _came += bytes;
        if (_came < Portion) return;
        _came = 0;
        Begin();
    }

    /// <summary>The portion is through; nothing is expected of the other end.</summary>
    public void Rest() => _late.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _over.Dispose();
        _late.Dispose();
    }
}
