using System.Text;
using Xunit.Sdk;

namespace ActorSync.Tests;

/// <summary>An account among parties that change, take over and echo registrations, while calls fail and processes die.</summary>
internal sealed class World
{
    private const int MostRounds = 5000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan[] Pauses =
        [Moment, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), TimeSpan.FromHours(1), TimeSpan.FromHours(25)];
    private readonly WorldRules _rules;
    private readonly Reporters _reporters;
    private readonly List<Submission> _onTheWay = [];
    private readonly List<Submission> _arrived = [];
    private readonly List<Submission> _believed = [];
    private readonly HashSet<DeliveryId> _landed = [];
    private readonly StringBuilder _told = new();
    private int _edits;

    public World(WorldRules rules)
    {
        _rules = rules;
        Run = new AccountRun(rules.Sync) { Eager = false };
        _reporters = new(rules, Run);
    }

    public AccountRun Run { get; }

    public IReadOnlyList<Submission> Arrived => _arrived;

    /// <summary>The reports that were believed when they came.</summary>
    public IReadOnlyList<Submission> Believed => _believed;

    public IReadOnlyList<Submission> Changes => _reporters.Changes;

    /// <summary>Plays a history, and then lets everything come to rest: reports arrive, calls succeed, time passes.</summary>
    public static void Play(WorldRules rules, History history, Action<World> check)
    {
        var world = new World(rules);
        try
        {
            foreach (var step in history.Steps) world.Do(step);
            world.ComeToRest();
            check(world);
        }
        catch (Exception e)
        {
            throw new XunitException($"{e.Message}\n{world._told}", e);
        }
    }

    private void Do(Step step)
    {
        var (_, pick, choice) = step;
        switch (step.Deed)
        {
            case Deed.Change: if (_reporters.Change(pick, choice) is { } change) Send(change); break;
            case Deed.ReportAgain: if (_reporters.Again(pick, choice) is { } again) Send(again); break;
            case Deed.Arrive: if (_onTheWay.Count > 0) Arrive(_onTheWay[pick % _onTheWay.Count], stays: choice % 3 == 0); break;
            case Deed.Redeliver: if (_arrived.Count > 0) Submit(_arrived[pick % _arrived.Count]); break;
            case Deed.Contradict: if (_arrived.Count > 0) Submit(_reporters.Contradicting(_arrived[pick % _arrived.Count], choice)); break;
            case Deed.Start: if (Run.Next().Starts is { IsEmpty: false } starts) Start(starts[pick % starts.Length]); break;
            case Deed.Land: if (Picked(pick) is { } landing && !_rules.ClearEnds) Land(landing); break;
            case Deed.End: if (Picked(pick) is { } ending) End(ending, choice); break;
            case Deed.Pass: Pass(Pauses[choice % Pauses.Length]); break;
            case Deed.Crash: Crash(pick, choice); break;
            case Deed.Operate: Operate(pick, choice); break;
            default: throw new InvalidOperationException($"expected a deed, found {step.Deed}");
        }
    }

    /// <summary>A person tries again what was parked because it failed, until nothing is.</summary>
    public void RetryWhatFailed()
    {
        while (Run.Open.FirstOrDefault(d => d.Parked is ParkReason.Rejected or ParkReason.Exhausted) is { } failed)
        {
            Tell($"retry {failed.Id}: {Run.Retry(_arrived.First(s => s.Id == failed.Id.Submission))}");
            ComeToRest();
        }
    }

    private void ComeToRest()
    {
        Tell("coming to rest");
        for (var round = 0; round < MostRounds; round++)
        {
            while (_onTheWay.Count > 0) Arrive(_onTheWay[0], stays: false);
            foreach (var call in Run.Next().Starts) Start(call);
            if (Run.InFlight.Deliveries is { IsEmpty: false } calls) foreach (var call in calls) End(call, choice: 0);
            else if (Run.Next().LookAt is { } at) Pass(at - Run.Now);
            else if (_onTheWay.Count == 0) return;
        }
        throw new XunitException($"expected rest after {MostRounds} rounds");
    }

    private void Send(Submission report)
    {
        Tell($"{report.Id} {report.Operation} r{report.Revision} {report.Data} is on its way");
        _onTheWay.Add(report);
    }

    private void Arrive(Submission report, bool stays)
    {
        if (!stays) _onTheWay.Remove(report);
        Submit(report);
    }

    private void Submit(Submission report)
    {
        _arrived.Add(report);
        var answer = Run.Submit(report);
        Tell($"{report.Id} {report.Operation} r{report.Revision} {report.Data} at {report.OccurredAt:O} arrives: {answer}");
        if (answer is Answer.Received { Redelivered: false, Verdict: Verdict.Accepted or Verdict.Unchanged }) _believed.Add(report);
    }

    private void Start(Delivery call)
    {
        Tell($"call {call.Id} starts over {call.Link}");
        Run.Start(call);
    }

    private Delivery? Picked(int pick) => Run.InFlight.Deliveries is { IsEmpty: false } calls ? calls[pick % calls.Length] : null;

    private void Land(Delivery call)
    {
        if (!_landed.Add(call.Id)) return;
        if (_rules.Prompt)
        {
            var own = _onTheWay.Where(s => s.Origin == call.Id.To && s.Meeting == call.Id.Meeting).ToList();
            foreach (var report in own) Arrive(report, stays: false);
        }
        Pass(Moment);
        Tell($"call {call.Id} lands with {call.Content}");
        if (Run.Parties[call.Id.To].Take(call) && _reporters.Echo(call) is { } echo) Send(echo);
        Pass(Moment);
    }

    private void End(Delivery call, int choice)
    {
        var landed = _landed.Contains(call.Id);
        var result = (choice % 10) switch
        {
            0 or 1 or 2 or 3 => AttemptResult.Delivered,
            4 or 5 => AttemptResult.UnknownEffect,
            6 or 7 or 8 => landed ? AttemptResult.Delivered : AttemptResult.Temporary,
            _ => landed ? AttemptResult.UnknownEffect : AttemptResult.Permanent,
        };
        if (result is AttemptResult.Delivered) Land(call);
        Tell($"call {call.Id} ends: {result}");
        _landed.Remove(call.Id);
        var retryAfter = choice % 7 == 0 ? TimeSpan.FromSeconds(30) : (TimeSpan?)null;
        Run.Finish(call, Some.Attempt(result) with { RetryAfter = retryAfter }, chance: choice / 1000.0);
    }

    private void Pass(TimeSpan time)
    {
        Tell($"{time} passes");
        Run.Advance(time);
    }

    /// <summary>Each call under way has landed, lands now, or never does.</summary>
    private void Crash(int pick, int choice)
    {
        foreach (var (call, i) in Run.InFlight.Deliveries.Select((call, i) => (call, i)))
            if ((choice >> i) % 2 == 1 && !_rules.ClearEnds) Land(call);
        Tell("crash");
        _landed.Clear();
        Run.Crash(snapshotAt: pick % (Run.Events.Count + 1));
    }

    private void Operate(int pick, int choice)
    {
        if (Run.Open.ToList() is not { Count: > 0 } open) return;
        var d = open[pick % open.Count];
        PartyId? to = choice % 2 == 0 ? d.Id.To : null;
        var s = _arrived.First(s => s.Id == d.Id.Submission);
        var (action, answer) = (choice / 2 % 5) switch
        {
            0 => ("retry", Run.Retry(s, to)),
            1 => ("skip", Run.Skip(s, releaseSubs: true, to)),
            2 => ("skip", Run.Skip(s, releaseSubs: false, to)),
            3 => ("release", Run.Release(s, to)),
            _ => ("edit", Run.Edit(s, Some.Data($"edited{++_edits}"), to)),
        };
        Tell($"{action} {d.Id}: {answer}");
    }

    private void Tell(string line) => _told.Append("  ").AppendLine(line);
}
