using System.Runtime.InteropServices;

namespace ActorSync.Node.Simulation;

/// <summary>Everything that the party holds, in shares with a lock each.</summary>
internal sealed class Records
{
    private const int Shares = 64;
    private readonly Share[] _shares = [.. Enumerable.Range(0, Shares).Select(_ => new Share())];
    private readonly Lock _sorting = new();
    private KeyValuePair<string, HeldRegistration>[] _sorted = [];

    /// <summary>Runs a step about one account, alone.</summary>
    public void With<TState>(string account, TState state, Action<HeldAccount, TState> step) =>
        With(account, (state, step), static (held, s) => { s.step(held, s.state); return true; });

    /// <summary>Runs a step about one account, alone.</summary>
    public T With<T, TState>(string account, TState state, Func<HeldAccount, TState, T> step)
    {
        var share = ShareOf(account);
        lock (share.Lock)
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(share.Accounts, account, out _);
            held ??= new();
            var before = held.Registrations.Length;
            var result = step(held, state);
            share.Registrations += held.Registrations.Length - before;
            return result;
        }
    }

    public PartyRecord? Find(string account, string meeting)
    {
        var share = ShareOf(account);
        lock (share.Lock) return share.Accounts.GetValueOrDefault(account)?.Find(meeting)?.Held;
    }

    /// <summary>Records whose key comes after, in the order of their keys (`account|meeting`, by UTF-16 code unit).</summary>
    public IEnumerable<KeyValuePair<string, PartyRecord>> After(string? key)
    {
        var sorted = Sorted();
        for (var i = key is null ? 0 : FirstAfter(sorted, key); i < sorted.Length; i++)
            if (sorted[i].Value.Held is { } record) yield return new(sorted[i].Key, record);
    }

    /// <summary>Sorted again only when there are new registrations: none is ever forgotten, a cancelled one is only not held.</summary>
    private KeyValuePair<string, HeldRegistration>[] Sorted()
    {
        lock (_sorting)
        {
            if (_shares.Sum(s => s.Registrations) == _sorted.Length) return _sorted;
            var all = new List<KeyValuePair<string, HeldRegistration>>(_sorted.Length);
            foreach (var share in _shares)
                lock (share.Lock)
                    foreach (var (account, held) in share.Accounts)
                        foreach (var (meeting, registration) in held.Registrations) all.Add(new($"{account}|{meeting}", registration));
            all.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
            return _sorted = [.. all];
        }
    }

    private static int FirstAfter(KeyValuePair<string, HeldRegistration>[] sorted, string key)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(sorted[middle].Key, key) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private Share ShareOf(string account) => _shares[(uint)account.GetHashCode(StringComparison.Ordinal) % Shares];

    private sealed class Share
    {
        public readonly Lock Lock = new();
        public readonly Dictionary<string, HeldAccount> Accounts = [];
        public volatile int Registrations;
    }
}
