using System.CommandLine;
using System.Globalization;
using System.Net;
using ActorSync.Node.Load;

namespace ActorSync.Node.Commands;

/// <summary>The options of `load`.</summary>
internal sealed class LoadOptions
{
    private const int MostSubmissions = 1_000_000;
    private const int MostLines = 10_000;
    private const int MostSenders = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Option<string> _steps = new("--steps")
    {
        Description = "Submissions of each burst", HelpName = "n,n,…", DefaultValueFactory = _ => "10,100,1000,3000,10000",
    };
    private readonly Option<string> _shape = new("--shape")
    {
        Description = "shuffled, and shares of a hundred: of the submissions that are doubled, outdated, gated (subs before their "
            + "main), subs (after it), cancelled, delayed (notBefore); of what the receiver takes over that is echoed; "
            + "of its calls that end in error, hang or cut",
        HelpName = "shuffled,doubled=10,…",
        DefaultValueFactory = _ => LoadShape.Usual,
    };
    private readonly Option<int> _seed = CommonOptions.Whole("--seed", "The same seed makes the same submissions", 1);
    private readonly Option<int> _batch = CommonOptions.Whole("--batch", "Lines of a batch", 100);
    private readonly Option<int> _senders = CommonOptions.Whole("--senders", "Batches on the way at once", 4);
    private readonly Option<string> _giveUp = CommonOptions.Duration("--give-up", "End a step when nothing has moved for so long", "2m");
    private readonly Option<string> _hang = CommonOptions.Duration("--hang", "How long calls hang that do", "30s");
    private readonly Option<string> _from = new("--from") { Description = "The party that reports", DefaultValueFactory = _ => "B" };
    private readonly Option<string> _to = new("--to") { Description = "The party that receives", DefaultValueFactory = _ => "C" };
    private readonly Option<Uri?> _node =
        CommonOptions.Address("--node", "The node's API; without it, a node of its own on a temporary store", null);
    private readonly Option<Uri?> _receiver =
        CommonOptions.Address("--receiver", "Where the receiver listens, as the node's configuration says", "http://127.0.0.1:5090");
    private readonly Option<FileInfo?> _out = new("--out") { Description = "Write the result here, as JSON", HelpName = "FILE" };
    private readonly Option<FileInfo?> _html = new("--html")
    {
        Description = "Write the result here, as a page with charts", HelpName = "FILE",
    };
    private readonly Option<FileInfo?> _samples = new("--samples")
    {
        Description = "Write every measured time here, as CSV in JMeter's columns", HelpName = "FILE",
    };

    public IEnumerable<Option> All =>
    [
        _steps, _shape, _seed, _batch, _senders, _giveUp, _hang, _from, _to, _node, _receiver, _out, _html, _samples,
        CommonOptions.Overrides,
    ];

    public FileInfo? Out(ParseResult parsed) => parsed.GetValue(_out);

    public FileInfo? Html(ParseResult parsed) => parsed.GetValue(_html);

    public FileInfo? Samples(ParseResult parsed) => parsed.GetValue(_samples);

    /// <param name="parsed">The command line.</param>
    /// <param name="key">The node's API key; null: it needs none.</param>
    /// <param name="fault">All that is wrong.</param>
    /// <returns>Null when an option is no value of its kind.</returns>
    public LoadSettings? Read(ParseResult parsed, string? key, out string fault)
    {
        List<string> faults = [];
        var shape = LoadShape.Parse(parsed.GetValue(_shape)!, out var wrong);
        faults.AddRange(wrong.Select(w => $"--shape: {w}"));
        var receiver = parsed.GetValue(_receiver)!;
        var host = receiver.Host == "localhost" ? IPAddress.Loopback.ToString() : receiver.Host.Trim('[', ']');
        if (!IPAddress.TryParse(host, out var address) || receiver.Scheme != "http" || receiver.AbsolutePath != "/")
            faults.Add($"--receiver: expected an address such as http://127.0.0.1:5090, found {receiver}");
        var giveUp = LongerThanNothing(parsed, _giveUp, faults);
        var hang = LongerThanNothing(parsed, _hang, faults);
        var node = parsed.GetValue(_node);
        var overrides = parsed.GetValue(CommonOptions.Overrides)!;
        if (node is not null && overrides.Length > 0) faults.Add("-D: only a node of its own can be configured; leave --node out");
        var steps = Steps(parsed, faults);
        var (batch, senders) = (InRange(parsed, _batch, MostLines, faults), InRange(parsed, _senders, MostSenders, faults));
        var (from, to) = (CommonOptions.Party(parsed, _from, faults), CommonOptions.Party(parsed, _to, faults));
        if (from == to) faults.Add("--to: expected another party than --from");
        HashSet<string> places = [];
        foreach (var option in new[] { _out, _html, _samples }) CheckPlace(parsed, option, places, faults);
        fault = string.Join('\n', faults);
        return faults.Count > 0 ? null : new()
        {
            Steps = steps, Shape = shape!, Seed = parsed.GetValue(_seed), Batch = batch, Senders = senders, GiveUp = giveUp,
            Hang = hang, From = from, To = to, Node = node, Receiver = new(address!, receiver.Port), Key = key, Overrides = overrides,
        };
    }

    private static TimeSpan LongerThanNothing(ParseResult parsed, Option<string> option, List<string> faults)
    {
        var before = faults.Count;
        var duration = CommonOptions.Duration(parsed, option, faults);
        if (faults.Count == before && (duration <= TimeSpan.Zero || duration > Longest))
            faults.Add($"{option.Name}: expected more than 0s and at most 1d, found {parsed.GetValue(option)}");
        return duration;
    }

    private int[] Steps(ParseResult parsed, List<string> faults)
    {
        var sizes = parsed.GetValue(_steps)!.Split(',', StringSplitOptions.TrimEntries)
            .Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MostSubmissions
                ? n
                : 0)
            .ToArray();
        if (sizes.Contains(0))
            faults.Add($"--steps: expected whole numbers from 1 to {MostSubmissions}, as in 10,100,1000, "
                + $"found {parsed.GetValue(_steps)}");
        return sizes;
    }

    private static int InRange(ParseResult parsed, Option<int> option, int highest, List<string> faults)
    {
        var value = parsed.GetValue(option);
        if (value < 1 || value > highest) faults.Add($"{option.Name}: expected a whole number from 1 to {highest}, found {value}");
        return value;
    }

    /// <summary>A run takes minutes, and is lost where its result cannot be written.</summary>
    private static void CheckPlace(ParseResult parsed, Option<FileInfo?> option, HashSet<string> places, List<string> faults)
    {
        if (parsed.GetValue(option) is not { } file) return;
        if (file.Directory is not { Exists: true } || Directory.Exists(file.FullName))
            faults.Add($"{option.Name}: expected a file in a folder that is there, found {file.FullName}");
        if (!places.Add(file.FullName)) faults.Add($"{option.Name}: expected a file of its own, found {file.FullName} again");
    }
}
