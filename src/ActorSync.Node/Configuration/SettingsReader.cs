using System.Net;
using ActorSync.Engine;
using ActorSync.Hocon;
using ActorSync.Node.Api;
using ActorSync.Storage;

namespace ActorSync.Node.Configuration;

/// <summary>Reads a node's settings, or all that is wrong with them.</summary>
internal sealed class SettingsReader
{
    private const int ShortestKey = 16;
    private const int LongestName = 190;

    private readonly List<HoconFault> _faults = [];
    private readonly Section _root;
    private readonly PartyReader _parties;

    private SettingsReader(HoconObject said, HoconObject reference)
    {
        _root = new(said.At(NamedObjects.Root), new(reference.At(NamedObjects.Root), null, _faults), _faults);
        _parties = new(_root, _faults);
    }

    /// <param name="said">The configuration over its reference, resolved as far as it goes.</param>
    /// <param name="reference">The reference alone.</param>
    /// <param name="unresolved">What had no value, or could not be read.</param>
    /// <exception cref="HoconException">With every fault.</exception>
    public static NodeSettings Read(HoconObject said, HoconObject reference, IReadOnlyList<HoconFault> unresolved)
    {
        List<HoconFault> faults = [.. unresolved];
        Structure.Check(said, reference, faults);
        var reader = new SettingsReader(said, reference);
        var settings = reader.Node();
        // What has no value or no keys of its own cannot be read either: that is not another fault.
        string[] unread = [.. Unresolved(said.At(NamedObjects.Root)), .. faults.Select(f => f.Key)];
        faults.AddRange(reader._faults
            .Where(f => !unread.Any(key => f.Key == key || f.Key.StartsWith(key + ".", StringComparison.Ordinal))));
        // Several parties read the same default.
        return faults.Count == 0 ? settings : throw HoconException.Of(faults.Distinct());
    }

    private static IEnumerable<string> Unresolved(HoconSetting setting) => setting.Value switch
    {
        HoconUnresolved => [setting.Key],
        HoconObject => setting.Fields().SelectMany(Unresolved),
        HoconArray => setting.ReadList().Value.SelectMany(Unresolved),
        _ => [],
    };

    private NodeSettings Node()
    {
        var node = _root.Sub("node");
        var keys = ApiKeys(node.Sub("api-keys"));
        var shards = _root.Sub("engine").Whole("shards", 1, SqliteSettings.MaxShards);
        var store = StoreReader.Read(_root.Sub("store"), shards);
        return new()
        {
            Name = Name(node),
            ApiKeys = keys,
            Listen = Address(node, "listen", keys),
            Management = Management(node, keys),
            Intake = Intake(node.Sub("limits")),
            Connections = node.Sub("limits").Whole("connections", 1, 100_000),
            Engine = Engine(_root.Sub("engine"), shards, store?.Writers ?? 1),
            Store = store ?? StoreReader.StandIn(shards),
            Delay = DelayReader.Read(_root.Sub("delay"), store),
            Parties = _parties.Parties(),
            Rules = _parties.Rules(_root.Sub("loop")),
            LogLevel = _root.Sub("log").Word<LogLevel>("level").GetValueOrDefault(),
            LogAsJson = _root.Sub("log").Word<LogFormat>("format") is LogFormat.Json,
            OtlpEndpoint = Otlp(_root.Sub("tracing")),
        };
    }

    private static string Name(Section node)
    {
        var name = node.Text("name");
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) node.Refuse("name", $"a name of 1 to {LongestName} characters");
        return name;
    }

    private Dictionary<string, string> ApiKeys(Section keys)
    {
        Dictionary<string, string> all = [];
        foreach (var key in keys.Setting.Fields())
        {
            var name = key.Name;
            // A fault must not show the key.
            if (key.ReadText() is { Succeeded: true, Value: { Length: >= ShortestKey } value } && value.All(c => c is >= '!' and <= '~'))
                all.Add(name, value);
            else
            {
                _faults.Add(key.Fault($"a text of at least {ShortestKey} printable ASCII characters without blanks") with
                {
                    Found = "something else",
                });
                // One that is wrong is not missing.
                all.Add(name, "");
            }
        }
        return all;
    }

    private static Uri Management(Section node, Dictionary<string, string> apiKeys)
    {
        var management = Address(node, "management", apiKeys);
        if (management.Port != 0 && node.Text("listen") == node.Text("management"))
            node.Refuse("management", "another address than actorsync.node.listen");
        return management;
    }

    private static Uri Address(Section node, string key, Dictionary<string, string> apiKeys)
    {
        const string expected = "an address such as http://127.0.0.1:5080, by its number or localhost";
        var text = node.Text(key);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/"
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0 || !IsListenable(address))
        {
            node.Refuse(key, expected);
            return new("http://127.0.0.1:0");
        }
        if (!IsLoopback(address) && apiKeys.Count == 0)
            node.Refuse(key, "a loopback address, or keys under actorsync.node.api-keys: "
                + "without them everybody who reaches the port may do everything");
        return address;
    }

    /// <summary>A name would have to be looked up, and may lead to other addresses than the one that was meant.</summary>
    private static bool IsListenable(Uri address) => address.Host is "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _);

    private static bool IsLoopback(Uri address) =>
        address.Host is "localhost" || IPAddress.IsLoopback(IPAddress.Parse(address.Host.Trim('[', ']')));

    private static IntakeSettings Intake(Section limits) => new()
    {
        BatchLines = limits.Whole("batch-lines", 1, 100_000),
        BatchBytes = (int)limits.Size("batch-bytes", 64 * 1024, 256 * 1024 * 1024),
        Batches = limits.Whole("batches", 1, 64),
        BatchPatience = limits.Duration("batch-patience"),
    };

    private static EngineSettings Engine(Section e, int shards, int writers) => new()
    {
        Shards = shards,
        MailboxSize = e.Whole("mailbox-size", 1, 1_000_000),
        IntakeBytes = e.Size("intake-bytes", 1024 * 1024, long.MaxValue),
        BatchSize = e.Whole("batch-size", 1, 10_000),
        Writers = writers,
        CommitSize = e.Whole("commit-size", 1, 10_000),
        SnapshotEvery = e.Whole("snapshot-every", 1, 100_000),
        CachedAccounts = e.Whole("cached-accounts", 1, 100_000_000),
        CachedBytes = e.Size("cached-bytes", 1024 * 1024, long.MaxValue),
        IdleTime = e.Duration("idle-time"),
        AnswerTimeout = e.Duration("answer-timeout"),
        StoreRetryMax = e.Duration("store-retry-max"),
        WakesInFlight = e.Whole("wakes-in-flight", 1, 100_000),
        DelayPoll = e.Duration("delay-poll"),
        DelayHorizon = e.Duration("delay-horizon", TimeSpan.FromMinutes(1)),
        SweepEvery = e.Duration("sweep-every"),
        SweepRowsPerSecond = e.Whole("sweep-rows-per-second", 1, 1_000_000),
        DrainTimeout = e.Duration("drain-timeout", TimeSpan.Zero),
    };

    private static Uri? Otlp(Section tracing)
    {
        var text = tracing.Text("otlp-endpoint");
        if (text.Length == 0) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https") return endpoint;
        tracing.Refuse("otlp-endpoint", "an address such as http://127.0.0.1:4317, or an empty text");
        return null;
    }
}
