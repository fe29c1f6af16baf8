using ActorSync.Node.Load;

namespace ActorSync.Benchmarks.Peers;

/// <summary>The submissions of one run, the same for every system: shuffled, subs before mains, doubled, outdated.</summary>
internal sealed class Burst
{
    /// <summary>Submissions for each account, on the average, by the shape below: a quarter of them are for main meetings.</summary>
    public const int PerAccount = 4;

    private const string Shape = "shuffled,doubled=20,outdated=10,gated=30,subs=15";

    /// <summary>The same in every run, so that the same run has the same bytes.</summary>
    private static readonly DateTimeOffset Occurred = new(2026, 10, 8, 0, 59, 14, TimeSpan.Zero);

    private readonly LoadItem[] _items;
    private readonly LoadNames _names;
    private readonly DateTimeOffset[] _sentAt;

    /// <param name="name">Keeps the accounts of this run apart from those of others.</param>
    public Burst(string name, int accounts, int seed)
    {
        _names = new(PartyId.Parse("B"), name);
        _items = Workload.Of(accounts * PerAccount, LoadShape.Parse(Shape, out _)!, seed);
        _sentAt = new DateTimeOffset[_items.Length];
        Lines = [.. _items.Select(i => _names.Line(i, Occurred))];
        Registrations = [.. Mains.Concat(Subs)];
    }

    public IReadOnlyList<byte[]> Lines { get; }

    /// <summary>What the receiver has to hold in the end.</summary>
    public IReadOnlyList<ExpectedRegistration> Registrations { get; }

    /// <summary>Which account a line is about.</summary>
    public int AccountOf(int line) => _items[line].Account;

    public void Sent(int line, DateTimeOffset at) => _sentAt[line] = at;

    /// <summary>When the line was first sent, or the one of its main meeting where that was sent later.</summary>
    public DateTimeOffset CouldLeave(ExpectedRegistration registration)
    {
        var (own, main) = (_sentAt[registration.Line], _sentAt[registration.MainLine]);
        return own > main ? own : main;
    }

    /// <summary>Registrations that the receiver does not hold in their newest revision.</summary>
    public int Missing(Evidence seen) => Registrations.Count(r => seen.Held.GetValueOrDefault($"{r.Account}|{r.Meeting}") != r.Revision);

    private IEnumerable<ExpectedRegistration> Mains => Originals(i => i.Kind is LoadItemKind.Main).Select(line => Expected(line, line));

    private IEnumerable<ExpectedRegistration> Subs
    {
        get
        {
            var mains = Originals(i => i.Kind is LoadItemKind.Main).ToDictionary(line => _items[line].Account);
            return Originals(i => i.Kind is LoadItemKind.Sub or LoadItemKind.GatedSub)
                .Select(line => Expected(line, mains[_items[line].Account]));
        }
    }

    private IEnumerable<int> Originals(Func<LoadItem, bool> isOne) =>
        Enumerable.Range(0, _items.Length).Where(i => !_items[i].IsCopy && isOne(_items[i]));

    private ExpectedRegistration Expected(int line, int main) =>
        new(_names.Account(_items[line].Account), _names.Meeting(_items[line].Sub), _items[line].Revision, line, main);
}
