using System.Collections.Immutable;
using ActorSync.Delivering;
using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>Reads the parties and the links between them.</summary>
internal sealed class PartyReader(Section root, List<HoconFault> faults)
{
    private readonly HoconSetting _parties = root.At("parties");
    private readonly Dictionary<string, (int MaxAttempts, BackOff BackOff)> _retries = [];

    private IEnumerable<(string Name, Section Section)> Sections =>
        _parties.Fields().Select(p => (p.Name, new Section(p, root.Sub("party-defaults"), faults)));

    public IReadOnlyList<PartySettings> Parties()
    {
        if (!_parties.Fields().Any()) faults.Add(_parties.Fault("at least one party"));
        return [.. Sections.Select(p => Party(p.Name, p.Section)).OfType<PartySettings>()];
    }

    /// <summary>To be read after the parties.</summary>
    public SyncRules Rules(Section loop)
    {
        var names = Sections.Select(p => p.Name).Where(PartyName.Is).ToList();
        if (root.At("links").ReadList() is not { Succeeded: true, Value: var links })
        {
            faults.Add(root.At("links").Fault("a list of links"));
            links = [];
        }
        var rules = links.Select(l => Link(new(l, root.Sub("link-defaults"), faults), names)).OfType<LinkRules>().ToList();
        foreach (var twice in rules.GroupBy(r => r.Link).Where(g => g.Count() > 1))
            faults.Add(root.At("links").Fault($"one link {twice.Key}"));
        return new(names.Select(PartyId.Parse), Pairs(rules.DistinctBy(r => r.Link).ToList()),
            new(loop.Whole("alternations", 2, LoopRules.MaxAlternations), loop.Duration("window")));
    }

    private PartySettings? Party(string name, Section p)
    {
        if (!PartyName.Is(name))
        {
            faults.Add(p.Setting.Fault(PartyName.Expected));
            return null;
        }
        _retries[name] = (p.Whole("max-attempts", 1, 10_000), BackOff(p));
        var sink = new PartySinkSettings
        {
            MaxInFlight = p.Whole("max-in-flight", 1, 10_000),
            MaxWaiting = p.Whole("max-waiting", 1, 10_000_000),
            AttemptTimeout = p.Duration("attempt-timeout", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10)),
            RatePerSecond = p.At("rate-per-second").ReadText() is { Succeeded: true, Value: "unlimited" }
                ? null
                : p.Number("rate-per-second", 0.00001, 1_000_000),
            CircuitBreaker = Breaker(p.Sub("circuit-breaker")),
        };
        var reading = HttpPartySettings.Read(Http(p, sink.MaxInFlight));
        foreach (var fault in reading.Faults) p.Add(fault);
        return reading.Settings is { } http ? new(PartyId.Parse(name), http, sink) : null;
    }

    private BackOff BackOff(Section p)
    {
        var (section, faultsBefore) = (p.Sub("back-off"), faults.Count);
        var backOff = new BackOff(section.Duration("first", to: Section.LongestWait), section.Duration("max", to: Section.LongestWait));
        if (faults.Count == faultsBefore && backOff.First > backOff.Max)
            p.Refuse("back-off", "`first` to be at most `max`",
                $"first {DurationText.Of(backOff.First)} and max {DurationText.Of(backOff.Max)}");
        return backOff;
    }

    private static CircuitBreakerSettings Breaker(Section b) => new()
    {
        FailureRatio = b.Number("failure-ratio", 0, 1),
        MinimumCalls = b.Whole("minimum-calls", 1, 1_000_000),
        FailuresInARow = b.Whole("failures-in-a-row", 1, 1_000_000),
        Window = b.Duration("window"),
        Break = b.Duration("break"),
    };

    private HttpPartyConfiguration Http(Section p, int maxInFlight) => new()
    {
        BaseUrl = p.Text("base-url"),
        Deliver = Call(p.Sub("deliver")),
        Cancel = Call(p.Sub("cancel")),
        Fields = Fields(p.Sub("fields"), p.Switch("data-at-root")),
        IdempotencyHeader = p.Text("idempotency-header"),
        Headers = Headers(p.Sub("headers")),
        MaxConnections = maxInFlight,
        ConnectTimeout = p.Duration("connect-timeout"),
        Http2 = p.Switch("http2"),
        UseProxy = p.Switch("proxy"),
    };

    private static HttpCallConfiguration Call(Section c) => new() { Method = c.Text("method"), Path = c.Text("path") };

    private static HttpBodyFields Fields(Section f, bool dataAtRoot) => new()
    {
        Account = f.OptionalText("account"),
        Meeting = f.OptionalText("meeting"),
        MainMeeting = f.OptionalText("main-meeting"),
        Operation = f.OptionalText("operation"),
        Revision = f.OptionalText("revision"),
        OccurredAt = f.OptionalText("occurred-at"),
        Origin = f.OptionalText("origin"),
        Data = f.OptionalText("data"),
        DataAtRoot = dataAtRoot,
    };

    private Dictionary<string, string> Headers(Section said)
    {
        Dictionary<string, string> headers = [];
        // Null takes a header of the defaults away.
        foreach (var (name, header) in said.Entries(StringComparer.OrdinalIgnoreCase).Where(h => h.Setting.Exists))
            // A fault must not show the value.
            if (header.ReadText() is { Succeeded: true, Value: var text }) headers.Add(name, text);
            else faults.Add(header.Fault("a text") with { Found = "something else" });
        return headers;
    }

    private LinkRules? Link(Section l, List<string> names)
    {
        var (from, to) = (l.Text("from"), l.Text("to"));
        var known = string.Join(", ", names);
        if (!names.Contains(from)) l.Refuse("from", $"one of the parties {known}");
        if (!names.Contains(to)) l.Refuse("to", $"one of the parties {known}");
        if (from == to && from.Length > 0) l.Refuse("to", "another party than `from`");
        var crossing = l.Word<CrossingRule>("crossing").GetValueOrDefault();
        var preferred = l.OptionalText("prefer");
        if (preferred is not null && l.Setting.At("crossing").Value is null) crossing = CrossingRule.Prefer;
        if (crossing is CrossingRule.Prefer != preferred is not null || (preferred is not null && preferred != from && preferred != to))
            faults.Add(l.Setting.At("prefer").Fault("one end of the link, together with crossing = prefer"));
        if (!names.Contains(from) || !names.Contains(to) || from == to) return null;
        return new(new(PartyId.Parse(from), PartyId.Parse(to)))
        {
            MainFirst = l.Switch("main-first"),
            SubDelay = l.Duration("sub-delay", to: Section.LongestWait),
            GateTimeout = l.Duration("gate-timeout", to: Section.LongestWait),
            Hold = l.Duration("hold", TimeSpan.Zero, Section.LongestWait),
            MaxAttempts = _retries[to].MaxAttempts,
            BackOff = _retries[to].BackOff,
            Crossing = crossing,
            Preferred = preferred is { } party && PartyName.Is(party) ? PartyId.Parse(party) : null,
        };
    }

    /// <summary>What one direction says about crossings holds for the pair.</summary>
    private ImmutableArray<LinkRules> Pairs(List<LinkRules> links)
    {
        foreach (var link in links)
        {
            var back = links.Find(l => l.Link == new Link(link.Link.To, link.Link.From));
            if (back is not null && link.Crossing is not CrossingRule.Later && back.Crossing is not CrossingRule.Later
                && (link.Crossing, link.Preferred) != (back.Crossing, back.Preferred))
                faults.Add(root.At("links").Fault($"the same crossing rule for {link.Link} and {back.Link}"));
        }
        return [.. links.Select(link =>
            link.Crossing is CrossingRule.Later && links.Find(l => l.Link == new Link(link.Link.To, link.Link.From)) is { } back
                ? link with { Crossing = back.Crossing, Preferred = back.Preferred }
                : link)];
    }
}
