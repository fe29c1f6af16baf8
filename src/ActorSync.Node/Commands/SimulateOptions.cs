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
    private readonly Option<int> _seed = CommonOptions.Whole("--seed", "The seed of its faults", 0);
    private readonly Option<int> _callsShown = CommonOptions.Whole("--calls-shown", "Latest calls that the report shows", 1_000);
    private readonly Option<bool> _subsFirst = new("--take-subs-first")
    {
        Description = "Take sub-meetings before their main meeting, instead of refusing with 409",
    };
    private readonly Option<string> _latency = CommonOptions.Duration("--latency", "Every call takes this much longer", "0s");
    private readonly Option<string> _jitter = CommonOptions.Duration("--latency-jitter", "And up to this much more", "0s");
    private readonly Option<double?> _error = Percent("--error-percent", "are answered 500, without acting");
    private readonly Option<double?> _unavailable = Percent("--unavailable-percent", "are answered 503 with Retry-After, without acting");
    private readonly Option<double?> _hangBefore = Percent("--hang-before-percent", "act only after --hang");
    private readonly Option<double?> _hangAfter = Percent("--hang-after-percent", "act at once, and answer after --hang");
    private readonly Option<string> _hang = CommonOptions.Duration("--hang", "How long hanging calls hang", "30s");
    private readonly Option<double?> _cutBefore = Percent("--cut-before-percent", "are cut off without acting");
    private readonly Option<double?> _cutAfter = Percent("--cut-after-percent", "are cut off after acting");
    private readonly Option<double?> _rate = CommonOptions.Number("--rate", "Calls a second; those beyond are answered 429", null);
    private readonly Option<int> _tokenCalls =
        CommonOptions.Whole("--token-calls", "Calls that a token is good for; 0: nobody needs a token", 0);
    private readonly Option<Uri?> _echo = CommonOptions.Address(
        "--echo", $"Report what it takes over to the node at this address; a key that it wants is taken from {CommonOptions.KeyVariable}",
        null);
    private readonly Option<string> _echoDelay = CommonOptions.Duration("--echo-delay", "Echoes are late by up to this", "0s");
    private readonly Option<double?> _echoDouble = Percent("--echo-double-percent", "are echoed twice");

    public IEnumerable<Option> All =>
    [
        _name, _listen, _seed, _callsShown, _subsFirst, _latency, _jitter, _error, _unavailable, _hangBefore, _hangAfter, _hang,
        _cutBefore, _cutAfter, _rate, _tokenCalls, _echo, _echoDelay, _echoDouble,
    ];

    /// <param name="parsed">The command line.</param>
    /// <param name="key">The API key of the node that echoes go to; null: it needs none.</param>
    /// <param name="fault">All that is wrong.</param>
    /// <returns>Null when an option is no value of its kind.</returns>
    public SimulatedPartySettings? Read(ParseResult parsed, string? key, out string fault)
    {
        List<string> faults = [];
        TimeSpan Time(Option<string> option) => CommonOptions.Duration(parsed, option, faults);
        double Share(Option<double?> percent) => parsed.GetValue(percent).GetValueOrDefault();

        var listen = parsed.GetValue(_listen)!;
        if (!IPAddress.TryParse(listen.Host.Trim('[', ']'), out var address) || listen.AbsolutePath != "/")
            faults.Add($"--listen: expected an address such as http://127.0.0.1:5090, found {listen}");
        var name = CommonOptions.Party(parsed, _name, faults);
        var echo = parsed.GetValue(_echo) is { } node
            ? new SimulatedEcho
            {
                Node = node.ToString(), Delay = Time(_echoDelay), DoublePercent = Share(_echoDouble), Key = key,
            }
            : null;
        var faultsOfParty = new SimulatedFaults
        {
            Latency = Time(_latency),
            LatencyJitter = Time(_jitter),
            ErrorPercent = Share(_error),
            UnavailablePercent = Share(_unavailable),
            RatePerSecond = parsed.GetValue(_rate),
            HangBeforePercent = Share(_hangBefore),
            HangAfterPercent = Share(_hangAfter),
            Hang = Time(_hang),
            CutBeforePercent = Share(_cutBefore),
            CutAfterPercent = Share(_cutAfter),
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

    private static Option<double?> Percent(string name, string what) =>
        CommonOptions.Number(name, $"Calls of a hundred that {what}", 0);
}
