namespace ActorSync.Tests.Simulation;

/// <summary>One history: everything that a seed decides, from the first report until all has come to rest.</summary>
internal sealed class World : IDisposable
{
    /// <summary>Far more than any history takes.</summary>
    private const long MostSteps = 500_000;

    /// <summary>How long after the last failure everything must have an outcome: the longest gate, then all attempts, and some.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private Node? _node;
    private Node? _stale;
    private Node? _stopping;
    private int _nodes;
    private bool _starting;
    private bool _twoProcesses;
    private bool _looked;
    private int _toRead;

    public World(Plan plan, Mutant? mutant = null, Trace? trace = null)
    {
        (Plan, Mutant, Trace) = (plan, mutant, trace);
        Scheduler = new(Dice.Seed(plan.Seed, 4)) { Haste = plan.Haste };
        Parties = plan.Rules.Parties.Select((id, i) => new Party(this, id, plan.Skew[i])).ToDictionary(p => p.Id);
        Oracle = new(plan, () => Now) { WasTaken = (party, key) => Parties[party].HasTaken(key) };
        (Store, Queue, Mail, Reporting, Operators, Starts) = (new(this), new(this), new(this), new(this), new(this), new(Oracle));
    }

    public Plan Plan { get; }

    public Mutant? Mutant { get; }

    public Trace? Trace { get; }

    public Scheduler Scheduler { get; }

    public Oracle Oracle { get; }

    public StartChecks Starts { get; }

    public IReadOnlyDictionary<PartyId, Party> Parties { get; }

    public FailingStore Store { get; }

    public FailingQueue Queue { get; }

    public Mail Mail { get; }

    public Reporting Reporting { get; }

    public Operators Operators { get; }

    public DateTimeOffset Now => Scheduler.Now;

    /// <summary>Failures have stopped.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>Plays the history to its end.</summary>
    /// <returns>The first rule broken; null: none was.</returns>
    public Violation? Run()
    {
        var outside = SynchronizationContext.Current;
        try
        {
            foreach (var deed in Plan.Deeds) After(deed.At, () => Doing.Do(this, deed));
            After(Plan.Until, BeQuiet);
            StartNode(TimeSpan.Zero);
            Play();
        }
        catch (Exception e)
        {
            Oracle.Fail("R26", $"something was thrown: {e}");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
        return Oracle.Violation;
    }

    public void Dispose()
    {
        _node?.Dispose();
        _stale?.Dispose();
        _stopping?.Dispose();
    }

    public void After(TimeSpan wait, Action action) => Scheduler.After(wait, action);

    /// <summary>The process that a caller gets through to; null: none.</summary>
    public Node? NodeFor(Dice dice) => _stale is not null && dice.Chance(0.3) ? _stale : _node;

    public void Stored(AccountWrite write)
    {
        if (Trace is not null)
            foreach (var e in write.Events)
                Trace.Add(Now, $"stored: {write.Account} {e.Sequence} {Telling.Of(EventJson.Read(e.Name, e.Payload.Span))}");
        StoredChecks.Check(Oracle, write);
    }

    /// <summary>The current process dies, and another one starts a little later.</summary>
    public void Kill(TimeSpan down)
    {
        if (_node is { } node) Kill(node.Process, down);
    }

    public void Kill(SimulatedProcess process) => Kill(process, TimeSpan.FromMilliseconds(500));

    /// <summary>A process that has lost a shard is replaced, unless that was the point.</summary>
    public void Fenced(Node node)
    {
        if (!node.IsStale) After(TimeSpan.FromSeconds(1), () => Kill(node.Process));
    }

    public void Restart(TimeSpan down)
    {
        if (_node is not { } node || _starting) return;
        Trace?.Add(Now, $"{node} is stopped");
        _node = null;
        _starting = true;
        _stopping = node;
        node.Stop(() => Stopped(node, down));
    }

    private void Stopped(Node node, TimeSpan down)
    {
        node.Kill();
        if (_stopping != node) return;
        _stopping = null;
        StartNode(down);
    }

    public void TakeOver(TimeSpan overlap)
    {
        if (_node is not { } node || _stale is not null || _starting) return;
        _twoProcesses = true;
        node.IsStale = true;
        _stale = node;
        StartNode(TimeSpan.Zero);
        After(overlap, EndStale);
    }

    private void Kill(SimulatedProcess process, TimeSpan down)
    {
        if (_stale?.Process == process) EndStale();
        if (_stopping?.Process == process) Stopped(_stopping, down);
        if (_node?.Process != process) return;
        _node.Kill();
        StartNode(down);
    }

    private void EndStale()
    {
        _stale?.Kill();
        _stale = null;
    }

    private void StartNode(TimeSpan after)
    {
        _node = null;
        _starting = true;
        After(after, () =>
        {
            _starting = false;
            _node = new(this, ++_nodes);
            Trace?.Add(Now, $"{_node} starts");
            _node.Start();
        });
    }

    private void BeQuiet()
    {
        IsQuiet = true;
        Trace?.Add(Now, "failures stop");
        EndStale();
    }

    private void Play()
    {
        var until = Some.Time + Plan.Until + Patience;
        while (Oracle.Violation is null)
        {
            if (Scheduler.Steps > MostSteps) Oracle.Fail("R26", $"no end after {MostSteps} steps");
            else if (!Scheduler.RunStep(until)) Oracle.Fail("R23", $"no outcome: {Unfinished()}");
            else if (IsQuiet && Scheduler.IsIdle && IsAtRest && !GoOn(ref until)) return;
        }
    }

    private bool IsAtRest => IsStill && _toRead == 0;

    private bool IsStill => Mail.Unanswered == 0 && Operators.Unanswered == 0 && !_starting && Oracle.IsAtRest;

    /// <summary>At rest: what failed is tried again where the end depends on it, everything is looked at once more, and compared.</summary>
    /// <returns>False when there is nothing left to do.</returns>
    private bool GoOn(ref DateTimeOffset until)
    {
        if (Plan.IsOrderly && Operators.RetryWhatFailed())
        {
            until = Now + Patience;
            return true;
        }
        if (!_looked)
        {
            _looked = true;
            _toRead = Oracle.Accounts.Count();
            foreach (var account in Oracle.Accounts.ToList()) Read(account);
            return true;
        }
        EndChecks.Check(Oracle, Parties, _twoProcesses);
        return false;
    }

    private void Read(AccountBook account) => _node!.Read(account.Id, view =>
    {
        // A call that lands late may have brought an echo meanwhile.
        if (view is null || !IsStill)
        {
            After(TimeSpan.FromMilliseconds(100), () => Read(account));
            return;
        }
        _toRead--;
        EndChecks.Check(Oracle, view, account);
    });

    private string Unfinished()
    {
        var open = Oracle.Accounts.SelectMany(a => a.Open.Where(d => d.Parked is null)).Select(d => d.Id.ToString());
        return $"{string.Join(", ", open)}; {Mail.Unanswered} reports and {Operators.Unanswered} actions without answer"
            + $"{(_starting ? "; no process" : "")}";
    }
}
