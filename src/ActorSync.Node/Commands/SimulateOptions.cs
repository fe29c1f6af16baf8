using System.CommandLine;
using System.Net;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Commands;

/// <summary>The options of `simulate`.</summary>
internal sealed class SimulateOptions
{
    private readonly Option<string> _name = new("--name")
    {
        Description = "The party's name, the origin of its echoes", DefaultValueFactory = _ => "C",
    };
    private readonly Option<Uri?> _listen = CommonOptions.Address("--listen", "Where it listens", "http://127.0.0.1:5090");
    private readonly Option<int> _seed = new("--seed") { Description = "The seed of its faults" };
    private readonly Option<int> _callsShown = new("--calls-shown")
    {
        Description = "Latest calls that the report shows", DefaultValueFactory = _ => 1_000,
    };
    private readonly Option<bool> _subsFirst = new("--take-subs-first")
    {
        Description = "Take sub-meetings before their main meeting, instead of refusing with 409",
    };
    private readonly Option<string> _latency = CommonOptions.Duration("--latency", "Every call takes this much longer", "0s");
    private readonly Option<string> _jitter = CommonOptions.Duration("--latency-jitter", "And up to this much more", "0s");
    private readonly Option<double> _error = Percent("--error-percent", "answered 500, without acting");
    private readonly Option<double> _unavailable = Percent("--unavailable-percent", "answered 503 with Retry-After, without acting");
    private readonly Option<double> _hangBefore = Percent("--hang-before-percent", "act only after --hang");
    private readonly Option<double> _hangAfter = Percent("--hang-after-percent", "act at once, and answer after --hang");
    private readonly Option<string> _hang = CommonOptions.Duration("--hang", "How long hanging calls hang", "30s");
    private readonly Option<double> _cutBefore = Percent("--cut-before-percent", "cut off without acting");
    private readonly Option<double> _cutAfter = Percent("--cut-after-percent", "cut off after acting");
    private readonly Option<double?> _rate = new("--rate") { Description = "Calls a second; those beyond are answered 429" };
    private readonly Option<int> _tokenCalls = new("--token-calls")
    {
        Description = "Calls that a token is good for; 0: nobody needs a token",
    };
    private readonly Option<Uri?> _echo = CommonOptions.Address("--echo", "Report what it takes over to the node at this address", null);
    private readonly Option<string> _echoDelay = CommonOptions.Duration("--echo-delay", "Echoes are late by up to this", "0s");
    private readonly Option<double> _echoDouble = Percent("--echo-double-percent", "echoed twice");

    public IEnumerable<Option> All =>
    [
        _name, _listen, _seed, _callsShown, _subsFirst, _latency, _jitter, _error, _unavailable, _hangBefore, _hangAfter, _hang,
        _cutBefore, _cutAfter, _rate, _tokenCalls, _echo, _echoDelay, _echoDouble,
    ];

    /// <returns>Null when an option is no value of its kind.</returns>
    public SimulatedPartySettings? Read(ParseResult parsed, out string fault)
    {
        List<string> faults = [];
        TimeSpan Time(Option<string> option) => CommonOptions.Duration(parsed, option, faults);

        var listen = parsed.GetValue(_listen)!;
        if (!IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address))
            faults.Add($"--listen: expected an address such as http://127.0.0.1:5090, found {listen}");
        var name = CommonOptions.Party(parsed, _name, faults);
        var echo = parsed.GetValue(_echo) is { } node
            ? new SimulatedEcho { Node = node.ToString(), Delay = Time(_echoDelay), DoublePercent = parsed.GetValue(_echoDouble) }
            : null;
        var faultsOfParty = new SimulatedFaults
        {
            Latency = Time(_latency),
            LatencyJitter = Time(_jitter),
            ErrorPercent = parsed.GetValue(_error),
            UnavailablePercent = parsed.GetValue(_unavailable),
            RatePerSecond = parsed.GetValue(_rate),
            HangBeforePercent = parsed.GetValue(_hangBefore),
            HangAfterPercent = parsed.GetValue(_hangAfter),
            Hang = Time(_hang),
            CutBeforePercent = parsed.GetValue(_cutBefore),
            CutAfterPercent = parsed.GetValue(_cutAfter),
            TokenCalls = parsed.GetValue(_tokenCalls),
            Echo = echo,
        };
        fault = string.Join('\n', faults);
        return faults.Count > 0 ? null : new()
        {
            Name = name, Listen = new(address!, listen.Port), Seed = parsed.GetValue(_seed), RefuseSubsFirst = !parsed.GetValue(_subsFirst),
            CallsShown = parsed.GetValue(_callsShown), Faults = faultsOfParty,
        };
    }

    private static Option<double> Percent(string name, string what) => new(name) { Description = $"Calls of a hundred that are {what}" };
}
