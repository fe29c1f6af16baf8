namespace ActorSync;

/// <summary>Exponential back-off with full jitter (R16).</summary>
/// <param name="First">Longest wait after the first failed attempt; doubles with each further one.</param>
/// <param name="Max">Longest wait of all.</param>
public sealed record BackOff(TimeSpan First, TimeSpan Max)
{
    private const int MaxDoublings = 30;

    /// <summary>A receiver may ask for more time than <see cref="Max"/>, but not for more than this.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <param name="failures">Failed attempts so far, from 1 up.</param>
    /// <param name="chance">Evenly spread over [0, 1): full jitter keeps a crowd of failures from coming back as a crowd.</param>
    /// <param name="retryAfter">What the receiver asked for, if it did; obeyed up to <see cref="MaxRetryAfter"/>.</param>
    public TimeSpan Wait(int failures, double chance, TimeSpan? retryAfter)
    {
        var ceiling = Math.Min(Max.Ticks, First.Ticks * Math.Pow(2, Math.Clamp(failures - 1, 0, MaxDoublings)));
        var wait = TimeSpan.FromTicks((long)(ceiling * chance));
        return retryAfter is { } asked && asked > wait ? Min(asked, MaxRetryAfter) : wait;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
