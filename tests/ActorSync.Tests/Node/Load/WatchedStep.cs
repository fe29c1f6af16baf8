using ActorSync.Node.Load;
using ActorSync.Node.Simulation;
using Microsoft.AspNetCore.Http.Features;

namespace ActorSync.Tests.Node.Load;

/// <summary>A step whose answers and calls a test makes up.</summary>
internal sealed class WatchedStep
{
    private readonly Observations _observed = new(new() { Name = PartyId.Parse("C") });

    public WatchedStep(int size, string shape = "")
    {
        Watch = new(Workload.Of(size, LoadShape.Parse(shape, out _)!, seed: 1), Names, Some.Time, Time);
        _observed.Ended += Watch.OnCall;
        _observed.Violated += Watch.OnViolation;
    }

    public ManualTime Time { get; } = new();

    public LoadNames Names { get; } = new(PartyId.Parse("B"), "load-1");

    public StepWatch Watch { get; }

    public Dictionary<string, LoadOutcome> Outcomes { get; } = [];

    /// <summary>Null: the receiver reports nothing.</summary>
    public EchoCounts? Echoes { get; set; }

    public StepResult Result => StepResult.Of(Watch, Outcomes, Verdicts);

    public IReadOnlyList<StepVerdict> Verdicts => new Verdicts(Watch, Names, Outcomes, Echoes).All(Held(), callsBack: 0);

    public StepVerdict Verdict(string name) => Verdicts.Single(v => v.Name == name);

    /// <summary>Every submission is answered so, and has such an outcome.</summary>
    public void AnswerAll(string receipt, LoadOutcome outcome)
    {
        for (var i = 0; i < Watch.Samples.Length; i++)
        {
            Watch.OnAnswer(i, receipt, Time.GetUtcNow());
            Outcomes[Watch.Samples[i].Id] = outcome;
        }
    }

    /// <summary>A call about a submission comes, and ends at once.</summary>
    public void Call(int sample, CallResult result, string? key = "key", bool callerLeft = false)
    {
        var item = Watch.Samples[sample].Item;
        var (account, meeting) = (Names.Account(item.Account), Names.Meeting(item.Sub));
        var call = About(account, meeting, item.Revision, key);
        call.CallerLeft = callerLeft;
        _observed.Begin(call);
        _observed.End(call, new(200, result));
    }

    /// <summary>The receiver finds something wrong with a call about an account.</summary>
    public void Violate(ViolationKind kind, string account) => _observed.Violate(kind, About(account, Names.Meeting(0), 1, "key"), "wrong");

    private Call About(string account, string meeting, long revision, string? key) => new("PUT", account, meeting)
    {
        Record = new()
        {
            Account = account, Meeting = meeting, MainMeeting = null, Operation = "register", Revision = revision,
            OccurredAt = Some.Time, Origin = "B", Data = [],
        },
        Key = key, At = Time.GetUtcNow(), Caller = new HttpRequestLifetimeFeature(),
    };

    /// <summary>As if the receiver held everything that was taken over.</summary>
    private Dictionary<string, long> Held() => Watch.Samples.Where(s => s.Reached)
        .ToDictionary(s => $"{Names.Account(s.Item.Account)}|{Names.Meeting(s.Item.Sub)}", s => (long)s.Item.Revision);
}
