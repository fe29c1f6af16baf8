namespace ActorSync.Node.Load;

/// <summary>Makes the submissions of a step. The same size, shape and seed make the same ones, in the same order.</summary>
internal sealed class Workload
{
    public const int OutdatedRevision = 1;
    public const int NewestRevision = 2;
    public const int CancelRevision = 3;

    /// <summary>Sub-meetings of an account, at most.</summary>
    public const int MostSubs = 3;

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DelaySpread = TimeSpan.FromSeconds(2);

    private readonly Random _chance;
    private readonly LoadShape _shape;
    private readonly int _size;
    private readonly List<List<LoadItem>> _accounts = [];

    private Workload(int size, LoadShape shape, int seed) => (_size, _shape, _chance) = (size, shape, new(unchecked((seed * 397) ^ size)));

    /// <param name="size">Submissions; from 1 up.</param>
    /// <param name="shape">Its shares are rounded down to whole submissions.</param>
    /// <param name="seed">Of all chance in it.</param>
    public static LoadItem[] Of(int size, LoadShape shape, int seed) => new Workload(size, shape, seed).Make();

    private LoadItem[] Make()
    {
        var (gated, subs, outdated, cancelled, doubled) =
            (CountOf(_shape.Gated), CountOf(_shape.Subs), CountOf(_shape.Outdated), CountOf(_shape.Cancelled), CountOf(_shape.Doubled));
        var mains = _size - gated - subs - outdated - cancelled - doubled;
        var families = Math.Min(mains, (gated + subs + MostSubs - 1) / MostSubs);
        for (var i = 0; i < mains; i++) _accounts.Add([new(i, 0, NewestRevision, LoadItemKind.Main)]);
        for (var i = 0; i < gated + subs; i++) AddSub(i % families, 1 + (i / families), i < gated);
        Delay(Math.Min(CountOf(_shape.Delayed), mains - families), families);

        var undelayed = _accounts.SelectMany(a => a).Where(r => r.Delay is null).ToArray();
        Add(Pick(undelayed, outdated), r => r with { Revision = OutdatedRevision, Kind = LoadItemKind.Outdated });
        var endable = undelayed.Where(r => r.Sub > 0 || r.Account >= families).ToArray();
        Add(Pick(endable, cancelled), r => r with { Revision = CancelRevision, Kind = LoadItemKind.Cancel });
        var copies = 0;
        Add(Pick([.. _accounts.SelectMany(a => a)], doubled), r => r with { IsCopy = true, HasOtherId = copies++ % 2 == 1 });
        return _shape.Shuffled ? Mixed() : [.. _accounts.SelectMany(a => a)];
    }

    private int CountOf(double share)
    {
        // So that 29 of 100 are 29, whatever 29 % of 100 is in binary.
        const double rounding = 1e-9;
        return (int)Math.Floor((_size * share / 100) + rounding);
    }

    private void AddSub(int account, int sub, bool gated)
    {
        var items = _accounts[account];
        if (gated) items.Insert(items.Count - 1, new(account, sub, NewestRevision, LoadItemKind.GatedSub));
        else items.Add(new(account, sub, NewestRevision, LoadItemKind.Sub));
    }

    /// <summary>The last ones: no sub hangs under them.</summary>
    private void Delay(int count, int families)
    {
        for (var account = _accounts.Count - 1; account >= families && count > 0; account--, count--)
            _accounts[account][0] = _accounts[account][0] with { Delay = ShortestDelay + (DelaySpread * _chance.NextDouble()) };
    }

    /// <summary>Different ones, as long as there are any; then some again.</summary>
    private LoadItem[] Pick(LoadItem[] from, int count)
    {
        _chance.Shuffle(from);
        return from.Length == 0 ? [] : [.. Enumerable.Range(0, count).Select(i => from[i % from.Length])];
    }

    /// <summary>Puts what is made of each somewhere behind it.</summary>
    private void Add(LoadItem[] originals, Func<LoadItem, LoadItem> make)
    {
        foreach (var original in originals)
        {
            var items = _accounts[original.Account];
            var first = items.IndexOf(original) + 1;
            var made = make(original);
            if (items.Contains(made)) made = made with { IsCopy = true };
            items.Insert(_shape.Shuffled ? _chance.Next(first, items.Count + 1) : first, made);
        }
    }

    /// <summary>Accounts mixed at random; the order within each is the shape's.</summary>
    private LoadItem[] Mixed()
    {
        var turns = _accounts.SelectMany((items, account) => Enumerable.Repeat(account, items.Count)).ToArray();
        _chance.Shuffle(turns);
        var next = new int[_accounts.Count];
        return [.. turns.Select(account => _accounts[account][next[account]++])];
    }
}
