namespace ActorSync;

/// <summary>What an ingress takes; everything else is refused with a <see cref="Fault"/>.</summary>
public static class SubmissionLimits
{
    /// <summary>Bytes of `data`.</summary>
    public const int MaxDataBytes = 64 * 1024;

    /// <summary>Bytes of one whole submission: `data`, and room for the other fields.</summary>
    public const int MaxBytes = MaxDataBytes + 16 * 1024;

    /// <summary>How far ahead `notBefore` may lie (R8a).</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(30);
}
