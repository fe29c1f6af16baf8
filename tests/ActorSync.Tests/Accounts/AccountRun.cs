using Xunit;

namespace ActorSync.Tests;

/// <summary>One account driven by hand: what an engine does, in virtual time, with every step checked.</summary>
internal sealed class AccountRun
{
    private readonly List<AccountEvent> _events = [];
    private readonly CallChecks _calls = new();

    public AccountRun(SyncRules rules)
    {
        Rules = rules;
        Parties = rules.Parties.ToDictionary(p => p, p => new FakeParty(p));
    }

    /// <summary>Starts each call as soon as its turn has come; false: the test says when.</summary>
    public bool Eager { get; init; } = true;

    public SyncRules Rules { get; private set; }

    public IReadOnlyDictionary<PartyId, FakeParty> Parties { get; }

    public DateTimeOffset Now { get; private set; } = Some.Time;

    public AccountState State { get; private set; } = AccountState.Empty;

    public InFlight InFlight { get; private set; } = InFlight.None;

    public IReadOnlyList<AccountEvent> Events => _events;

    public LoggedAccount Log { get; } = new();

    public IEnumerable<Delivery> Open => State.Registrations.Values.SelectMany(r => r.Lanes).SelectMany(lane => lane.Value);

    public NextSteps Next() => Account.Next(Rules, State, Now, InFlight);

    /// <summary>The submissions that a party was called with, in order.</summary>
    public IEnumerable<SubmissionId> CallsTo(PartyId to) => Parties[to].Calls.Select(call => call.Id.Submission);

    public Answer Submit(Submission submission)
    {
        var answer = Tell(new AccountCommand.Submit(submission, "00-trace") { Now = Now });
        if (answer is Answer.Received { Redelivered: false } received) _calls.Mains.Reported(submission, received.Verdict);
        if (Eager) Start();
        return answer;
    }

    public Verdict VerdictOn(Submission submission) => Assert.IsType<Answer.Received>(Submit(submission)).Verdict;

    /// <summary>Starts every call whose turn it is.</summary>
    public void Start()
    {
        foreach (var call in Next().Starts) Start(call);
    }

    public void Start(Delivery call)
    {
        _calls.Starting(Rules, call, InFlight, Now);
        Parties[call.Id.To].Note(call);
        InFlight = InFlight.With(call);
    }

    /// <summary>The one call under way to a party.</summary>
    public Delivery CallTo(PartyId to) => InFlight.Deliveries.Single(d => d.Id.To == to);

    /// <summary>The party takes the call to it over and says so.</summary>
    public void Deliver(PartyId to) => Deliver(CallTo(to));

    public void Deliver(Delivery call)
    {
        Parties[call.Id.To].Take(call);
        Finish(call, Some.Attempt(AttemptResult.Delivered));
    }

    public void Fail(PartyId to, AttemptResult result) => Finish(CallTo(to), Some.Attempt(result));

    public void Finish(Delivery call, Attempt attempt, double chance = 0.5)
    {
        attempt = attempt with { Number = call.Attempts + 1, StartedAt = Now - attempt.Took };
        InFlight = InFlight.Without(call.Id);
        _calls.Mains.Attempted(call, attempt.Result);
        Tell(new AccountCommand.FinishAttempt(call.Id, attempt, chance) { Now = Now });
        if (Eager) Start();
    }

    public Answer Retry(Submission s, PartyId? to = null) =>
        Operate(new AccountCommand.Retry(s.Meeting, s.Id, to, "ann", "asked to") { Now = Now });

    public Answer Release(Submission s, PartyId? to = null) =>
        Operate(new AccountCommand.Release(s.Meeting, s.Id, to, "ann", "asked to") { Now = Now });

    public Answer Skip(Submission s, bool releaseSubs = false, PartyId? to = null) =>
        Operate(new AccountCommand.Skip(s.Meeting, s.Id, to, "ann", "asked to", releaseSubs) { Now = Now });

    public Answer Edit(Submission s, JsonData data, PartyId? to = null) =>
        Operate(new AccountCommand.Edit(s.Meeting, s.Id, to, "ann", "asked to", data) { Now = Now });

    private Answer Operate(AccountCommand.Operate command)
    {
        var answer = Tell(command);
        if (Eager) Start();
        return answer;
    }

    /// <summary>Lets time pass; the account is woken whenever it asked to be.</summary>
    public void Advance(TimeSpan by)
    {
        var until = Now + by;
        for (var next = Next().LookAt; next <= until; next = Next().LookAt)
        {
            Now = next.Value;
            Wake();
        }
        Now = until;
        Wake();
    }

    /// <summary>The process dies with every call under way, and another one takes the account over from what is stored.</summary>
    /// <param name="snapshotAt">The number of events before which a snapshot was written.</param>
    /// <param name="rules">What the other one is configured with; null: the same.</param>
    /// <param name="clock">How far its clock is ahead.</param>
    public void Crash(int snapshotAt = 0, SyncRules? rules = null, TimeSpan clock = default)
    {
        foreach (var call in InFlight.Deliveries) _calls.Mains.Attempted(call, AttemptResult.UnknownEffect);
        (InFlight, Rules, Now) = (InFlight.None, rules ?? Rules, Now + clock);
        Resume(snapshotAt);
        if (Eager) Start();
    }

    /// <summary>The same account in a process that starts later with another configuration.</summary>
    public AccountRun RestartedWith(SyncRules rules, TimeSpan after = default)
    {
        var run = new AccountRun(rules) { Eager = Eager, Now = Now + after, State = State };
        run._events.AddRange(_events);
        run.Log.Write(LogChanges.Of(_events));
        run.Resume(snapshotAt: 0);
        if (run.Eager) run.Start();
        return run;
    }

    private void Resume(int snapshotAt)
    {
        var early = _events.Take(snapshotAt).Aggregate(AccountState.Empty, Account.Evolve);
        var stored = _events.Select((e, i) => StoredEvent.Of(e, i + 1)).Skip(snapshotAt);
        var restored = new StoredAccount(Some.Account, Snapshot.Write(early), [.. stored], Epoch: 1).Restore();
        Same.Check(State, restored);
        State = restored!;
        Tell(new AccountCommand.Resume { Now = Now });
    }

    private void Wake()
    {
        Tell(new AccountCommand.Wake { Now = Now });
        if (Eager) Start();
    }

    private Answer Tell(AccountCommand command)
    {
        var decision = Account.Decide(Rules, State, command, InFlight);
        StepChecks.Hold(Rules, State, command, InFlight, decision);
        State = decision.State;
        _events.AddRange(decision.Events);
        Log.Write(LogChanges.Of(decision.Events));
        foreach (var happened in decision.Events) _calls.Mains.Happened(happened);
        StateChecks.Hold(this);
        return decision.Answer;
    }
}
