using ActorSync.Node.Load;

namespace ActorSync.Benchmarks.Peers;

/// <summary>How one run went.</summary>
internal sealed record Figures
{
    private static readonly string[] OfOrder = ["sub-before-main", "older-revision", "overlap"];

    /// <summary>Registrations a second that the receiver took over, from the first submission sent to the last of them.</summary>
    public required double Rate { get; init; }

    /// <summary>From sending a submission (or its main's, where later) to the call that the receiver acted on; milliseconds.</summary>
    public required double Median { get; init; }

    /// <inheritdoc cref="Median"/>
    public required double P99 { get; init; }

    public required long OrderViolations { get; init; }

    /// <summary>Registrations that the receiver does not hold in their newest revision in the end.</summary>
    public required int Lost { get; init; }

    /// <summary>Times that it acted on one revision of one registration again.</summary>
    public required int Doubled { get; init; }

    public required Evidence Seen { get; init; }

    /// <summary>When the receiver took over the last of the registrations.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Of the system's process.</summary>
    public TimeSpan Cpu { get; init; }

    /// <summary>Of the servers behind it.</summary>
    public TimeSpan ServersCpu { get; init; }

    public static Figures Of(Burst burst, DateTimeOffset started, Evidence seen)
    {
        var first = seen.Acted.GroupBy(c => (c.Account, c.Meeting, c.Revision)).ToDictionary(g => g.Key, g => g.Min(c => c.At));
        var arrived = burst.Registrations.Where(r => first.ContainsKey((r.Account, r.Meeting, r.Revision)))
            .Select(r => (Registration: r, At: first[(r.Account, r.Meeting, r.Revision)])).ToArray();
        var last = arrived.Length == 0 ? started : arrived.Max(a => a.At);
        var times = Summary.Of(arrived.Select(a => a.At - burst.CouldLeave(a.Registration)));
        return new()
        {
            Rate = arrived.Length == 0 ? 0 : arrived.Length / (last - started).TotalSeconds,
            Median = times.Median,
            P99 = times.P99,
            OrderViolations = OfOrder.Sum(kind => seen.Violations.GetValueOrDefault(kind)),
            Lost = burst.Missing(seen),
            Doubled = seen.Acted.Count - first.Count,
            Seen = seen,
            LastAt = last,
        };
    }
}
