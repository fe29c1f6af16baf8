using System.Text;
using Xunit;
using Xunit.Sdk;

namespace ActorSync.Tests;

/// <summary>An account among parties that change, take over and echo registrations, while calls fail and processes die.</summary>
internal sealed class World
{
    private const int MostRounds = 5000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan[] Pauses =
        [Moment, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), TimeSpan.FromHours(1), TimeSpan.FromHours(25)];
    private static readonly TimeSpan[] Clocks = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(-15)];
    private readonly WorldRules _rules;
    private readonly Reporters _reporters;
    private readonly Operators _operators;
    private readonly List<Submission> _onTheWay = [];
    private readonly List<Submission> _arrived = [];
    private readonly List<Submission> _believed = [];
    private readonly HashSet<DeliveryId> _landed = [];
    private readonly StringBuilder _told = new();
    private int _heard;

    public World(WorldRules rules)
    {
        _rules = rules;
        Run = new AccountRun(rules.Sync) { Eager = false };
        _reporters = new(rules, Run, (party, meeting) => Run.InFlight.About(meeting, party) is not null || Owes(party, meeting));
        _operators = new(Run, id => _arrived.First(s => s.Id == id), Tell);
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
            case Deed.Change: Change(pick, choice); break;
            case Deed.ReportAgain: if (_reporters.Again(pick, choice) is { } again) Send(again); break;
            case Deed.Arrive: if (_onTheWay.Count > 0) Arrive(Next(_onTheWay[pick % _onTheWay.Count]), stays: choice % 3 == 0); break;
            case Deed.Redeliver: if (_arrived.Count > 0) Submit(_arrived[pick % _arrived.Count]); break;
            case Deed.Contradict: if (_arrived.Count > 0) Submit(_reporters.Contradicting(_arrived[pick % _arrived.Count], choice)); break;
            case Deed.Start: if (Run.Next().Starts is { IsEmpty: false } starts) Start(starts[pick % starts.Length]); break;
            case Deed.Land: if (Picked(pick) is { } landing) Land(landing); break;
            case Deed.End: if (Picked(pick) is { } ending) End(ending, choice); break;
            case Deed.Pass: Pass(Pauses[choice % Pauses.Length]); break;
            case Deed.Crash: Crash(pick, choice); break;
            case Deed.Reconfigure:
                Crash(pick, choice, Configurations.Other(_rules.Sync, Run.Rules, choice), Clocks[pick % Clocks.Length]);
                break;
            case Deed.Operate: _operators.Act(pick, choice); break;
            case Deed.Resolve: _operators.ResolveOne(pick); break;
            default: throw new InvalidOperationException($"expected a deed, found {step.Deed}");
        }
    }

    /// <summary>A person does what each parked delivery says would unblock it, until nothing is parked for these reasons.</summary>
    public void Resolve(params ParkReason[] reasons) => _operators.ResolveAll(reasons, ComeToRest);

    private void Change(int pick, int choice)
    {
        if (_rules.IsPatient) Pass(Moment);
        if (_reporters.Change(pick, choice) is { } change) Send(change);
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
        Tell($"{report.Id} {report.Meeting} {report.Operation} r{report.Revision} {report.Data} is on its way");
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
        var before = Run.State[report.Meeting];
        var answer = Run.Submit(report);
        Tell($"{report.Id} {report.Operation} r{report.Revision} {report.Data} at {report.OccurredAt:O} arrives: {answer}");
        CheckCancelled();
        if (answer is not Answer.Received { Redelivered: false, Verdict: var verdict }) return;
        if (verdict is Verdict.Accepted or Verdict.Unchanged) _believed.Add(report);
        if (verdict is Verdict.Accepted) CrossingChecks.Check(Run, before, report);
        if (_rules.FreshContent && Changes.Contains(report) && report.Operation is not Operation.Cancel
            && !(before.Reports[report.Origin]?.Revision > report.Revision))
            Assert.True(verdict is Verdict.Accepted or Verdict.Superseded, $"{report.Id}, which nobody held before, is {verdict}");
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
        if (_rules.Promptness is Promptness.BeforeLanding) Report(call.Id.To, call.Id.Meeting);
        Pass(Moment);
        Tell($"call {call.Id} lands with {call.Content}");
        if (Run.Parties[call.Id.To].Take(call) && _reporters.Echo(call) is { } echo) Send(echo);
        Pass(Moment);
    }

    /// <summary>Whoever may take a call over before it reports an older change of its own reports in order.</summary>
    private Submission Next(Submission report) => _rules.Promptness is not Promptness.BeforeAnswering ? report
        : _onTheWay.First(s => s.Origin == report.Origin && s.Meeting == report.Meeting);

    private bool Owes(PartyId party, MeetingId meeting) => _onTheWay.Exists(s => s.Origin == party && s.Meeting == meeting);

    private void Report(PartyId party, MeetingId meeting)
    {
        foreach (var report in _onTheWay.Where(s => s.Origin == party && s.Meeting == meeting).ToList()) Arrive(report, stays: false);
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
        if (result is AttemptResult.Delivered)
        {
            Land(call);
            if (_rules.Promptness is Promptness.BeforeAnswering) Report(call.Id.To, call.Id.Meeting);
        }
        Tell($"call {call.Id} ends: {result}");
        _landed.Remove(call.Id);
        var retryAfter = choice % 7 == 0 ? TimeSpan.FromSeconds(30) : (TimeSpan?)null;
        Run.Finish(call, Some.Attempt(result) with { RetryAfter = retryAfter }, chance: choice / 1000.0);
        CheckCancelled();
    }

    /// <summary>R10: what ended without a call is not at the receiver, unless that has a change of its own to tell of.</summary>
    private void CheckCancelled()
    {
        for (; _heard < Run.Events.Count; _heard++)
            if (_rules.FreshContent && Run.Events[_heard] is AccountEvent.DeliveryCancelled { Delivery: var d } && !Owes(d.To, d.Meeting))
                Assert.True(Run.Parties[d.To][d.Meeting] == ContentHash.Cancelled, $"{d} ends without a call, and {d.To} holds it (R10)");
    }

    private void Pass(TimeSpan time)
    {
        Tell($"{time} passes");
        Run.Advance(time);
    }

    /// <summary>Each call under way has landed, lands now, or never does.</summary>
    private void Crash(int pick, int choice, SyncRules? rules = null, TimeSpan clock = default)
    {
        foreach (var (call, i) in Run.InFlight.Deliveries.Select((call, i) => (call, i)))
            if ((choice >> i) % 2 == 1) Land(call);
        // A second call that a crash hides keeps the date of the first: nothing tells that it came after a change not reported yet.
        if (_rules.Promptness is Promptness.BeforeAnswering)
            foreach (var call in Run.InFlight.Deliveries) Report(call.Id.To, call.Id.Meeting);
        Tell(rules is null ? "crash" : $"crash, then {_rules with { Sync = rules }}, clock {clock}");
        _landed.Clear();
        Run.Crash(pick % (Run.Events.Count + 1), rules, clock);
    }

    private void Tell(string line) => _told.Append("  ").AppendLine(line);
}
