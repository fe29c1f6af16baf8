using ActorSync.Hocon;

namespace ActorSync.Node.Simulation;

/// <summary>
/// What goes wrong at a simulated party, by how many calls of a hundred. Every call is drawn for anew, so a repeat can succeed.
/// </summary>
public sealed record SimulatedFaults
{
    public static readonly SimulatedFaults None = new();

    private const double HighestRate = 1_000_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Every call takes this much longer before it acts; it acts even when its caller has left by then.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>And up to this much more, by chance.</summary>
    public TimeSpan LatencyJitter { get; init; }

    /// <summary>Answered 500, without acting.</summary>
    public double ErrorPercent { get; init; }

    /// <summary>Answered 503 with `Retry-After`, without acting.</summary>
    public double UnavailablePercent { get; init; }

    /// <summary>What 503 and 429 ask to wait; in whole seconds, rounded up.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls beyond so many a second are answered 429 with `Retry-After`, without acting; null: no limit.</summary>
    public double? RatePerSecond { get; init; }

    /// <summary>Wait for <see cref="Hang"/> before they act: whoever has given them up meanwhile meets a call that lands late.</summary>
    public double HangBeforePercent { get; init; }

    /// <summary>Act at once, and answer only after <see cref="Hang"/>, if their caller still waits.</summary>
    public double HangAfterPercent { get; init; }

    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The connection is cut, without acting.</summary>
    public double CutBeforePercent { get; init; }

    /// <summary>The connection is cut after acting.</summary>
    public double CutAfterPercent { get; init; }

    /// <summary>Calls that a token is good for; without a fresh one a call is answered 401. Zero: nobody needs a token.</summary>
    public int TokenCalls { get; init; }

    /// <summary>How long a token is good for.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Requests for a token that are answered 503.</summary>
    public double TokenErrorPercent { get; init; }

    /// <summary>What it reports to a node; null: it reports nothing.</summary>
    public SimulatedEcho? Echo { get; init; }

    /// <summary>Nothing stands between a call and its effect.</summary>
    internal bool IsCalm =>
        Latency == TimeSpan.Zero && LatencyJitter == TimeSpan.Zero && ErrorPercent == 0 && UnavailablePercent == 0 && RatePerSecond is null
        && HangBeforePercent == 0 && HangAfterPercent == 0 && CutBeforePercent == 0 && CutAfterPercent == 0 && TokenCalls == 0;

    /// <summary>Everything that is wrong with these values.</summary>
    public IReadOnlyList<Fault> Check()
    {
        (string Name, double Value)[] percents =
        [
            ("errorPercent", ErrorPercent), ("unavailablePercent", UnavailablePercent), ("hangBeforePercent", HangBeforePercent),
            ("hangAfterPercent", HangAfterPercent), ("cutBeforePercent", CutBeforePercent), ("cutAfterPercent", CutAfterPercent),
            ("tokenErrorPercent", TokenErrorPercent),
            ("echo/doublePercent", Echo?.DoublePercent ?? 0), ("echo/percent", Echo?.Percent ?? 0),
        ];
        (string Name, TimeSpan Value)[] waits =
        [
            ("latency", Latency), ("latencyJitter", LatencyJitter), ("retryAfter", RetryAfter), ("hang", Hang),
            ("tokenLifetime", TokenLifetime), ("echo/delay", Echo?.Delay ?? TimeSpan.Zero),
        ];
        List<Fault> faults =
        [
            .. from p in percents
               where p.Value is not (>= 0 and <= 100)
               select new Fault($"/{p.Name}", $"expected 0 to 100, found {p.Value}"),
            .. from w in waits
               where w.Value < TimeSpan.Zero || w.Value > LongestWait
               select new Fault($"/{w.Name}", $"expected 0 to {LongestWait.TotalHours} hours, found {DurationText.Of(w.Value)}"),
        ];
        if (RatePerSecond is not (null or (> 0 and <= HighestRate)))
            faults.Add(new("/ratePerSecond", $"expected more than 0 and at most {HighestRate}, found {RatePerSecond}"));
        if (TokenCalls < 0) faults.Add(new("/tokenCalls", $"expected 0 or more, found {TokenCalls}"));
        if (Echo is { } echo && !SimulatedEcho.IsAddress(echo.Node))
            faults.Add(new("/echo/node", $"expected an address such as http://127.0.0.1:5080, found {echo.Node}"));
        return faults;
    }
}
