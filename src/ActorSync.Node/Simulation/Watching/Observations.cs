namespace ActorSync.Node.Simulation;

/// <summary>Everything that the report tells: counters, the latest calls and the first violations.</summary>
internal sealed class Observations(SimulatedPartySettings settings)
{
    private const int Statuses = 600;
    private readonly long[] _results = new long[Enum.GetValues<CallResult>().Length];
    private readonly long[] _statuses = new long[Statuses];
    private readonly long[] _violations = new long[Enum.GetValues<ViolationKind>().Length];
    private readonly List<Violation> _shown = [];
    private readonly Call?[] _latest = new Call?[settings.CallsShown];
    private long _calls;
    private long _landedLate;

    /// <summary>A call has ended.</summary>
    public event Action<Call>? Ended;

    /// <summary>A violation was found, of those that the report shows and of those beyond.</summary>
    public event Action<Violation>? Violated;

    public void Begin(Call call)
    {
        call.Number = Interlocked.Increment(ref _calls);
        Volatile.Write(ref _latest[call.Number % _latest.Length], call);
    }

    public void End(Call call, Outcome outcome)
    {
        call.End(outcome);
        Interlocked.Increment(ref _results[(int)outcome.Result]);
        Interlocked.Increment(ref _statuses[outcome.Status]);
        if (call.LandsLate) Interlocked.Increment(ref _landedLate);
        Ended?.Invoke(call);
    }

    /// <summary>Null when it is not among the latest.</summary>
    public Call? Find(long number) =>
        Volatile.Read(ref _latest[number % _latest.Length]) is { } call && call.Number == number ? call : null;

    public void Violate(ViolationKind kind, Call call, string detail)
    {
        if (call.LandsLate) return;
        Interlocked.Increment(ref _violations[(int)kind]);
        var violation = new Violation(kind, call.Number, call.At, call.Account, call.Meeting, call.Key, detail);
        lock (_shown)
            if (_shown.Count < settings.ViolationsShown) _shown.Add(violation);
        Violated?.Invoke(violation);
    }

    /// <param name="shown">Latest calls to show, at most.</param>
    /// <param name="echoes">What has become of the echoes.</param>
    public SimulationReport Report(int shown, EchoCounts echoes)
    {
        var latest = _latest.Select((_, i) => Volatile.Read(ref _latest[i])).OfType<Call>().OrderBy(c => c.Number).TakeLast(shown);
        Violation[] violations;
        lock (_shown) violations = [.. _shown];
        return new()
        {
            Party = settings.Name.Value,
            Calls = Interlocked.Read(ref _calls),
            Results = Counts(Enum.GetValues<CallResult>().Except([CallResult.Open]), r => (int)r, _results),
            Statuses = Counts(Enumerable.Range(1, Statuses - 1).Where(s => _statuses[s] > 0), s => s, _statuses),
            LandedLate = Interlocked.Read(ref _landedLate),
            Violations = _violations.Sum(),
            ViolationsByKind = Counts(Enum.GetValues<ViolationKind>(), k => (int)k, _violations),
            FirstViolations = violations,
            Echoes = echoes,
            Received = [.. latest.Select(c => c.Shown())],
        };
    }

    private static Dictionary<T, long> Counts<T>(IEnumerable<T> names, Func<T, int> place, long[] counts) where T : notnull =>
        names.ToDictionary(name => name, name => Interlocked.Read(ref counts[place(name)]));
}
