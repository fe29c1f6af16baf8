using System.Diagnostics;

namespace ActorSync.Delivering;

/// <summary>
/// The W3C trace context of a call (https://www.w3.org/TR/trace-context/): the submission's trace, and a span of its own.
/// </summary>
internal static class TraceParent
{
    public const string Header = "traceparent";

    /// <summary>The submission's context; none when it came without one or with one that cannot be read.</summary>
    public static ActivityContext Read(string? trace) =>
        trace is not null && ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : default;

    /// <summary>What goes into the header when nobody records the call: it can still be found by the submission's trace.</summary>
    public static string Child(ActivityContext parent)
    {
        var trace = parent.TraceId == default ? ActivityTraceId.CreateRandom() : parent.TraceId;
        return $"00-{trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-{(byte)parent.TraceFlags:x2}";
    }
}
