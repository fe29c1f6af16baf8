namespace ActorSync.Engine;

/// <summary>Accounts by due time, each once: a binary heap that knows where each account stands. 40 bytes an account and its key.</summary>
internal sealed class DueAccounts
{
    /// <summary>Room that is kept however few there are.</summary>
    private const int LeastRoom = 64;

    private readonly Dictionary<AccountId, int> _places = [];
    private readonly List<(DateTimeOffset Due, AccountId Account)> _heap = [];

    public int Count => _heap.Count;

    /// <summary>Accounts for which it has memory.</summary>
    public int Room => _heap.Capacity;

    /// <summary>The earliest due time; null when empty.</summary>
    public DateTimeOffset? Next => _heap.Count > 0 ? _heap[0].Due : null;

    /// <summary>When the account is due; null when it is not here.</summary>
    public DateTimeOffset? Of(AccountId account) => _places.TryGetValue(account, out var place) ? _heap[place].Due : null;

    public void Set(AccountId account, DateTimeOffset due)
    {
        if (_places.TryGetValue(account, out var place))
        {
            var before = _heap[place].Due;
            _heap[place] = (due, account);
            if (due < before) Up(place);
            else Down(place);
            return;
        }
        _heap.Add((due, account));
        _places.Add(account, _heap.Count - 1);
        Up(_heap.Count - 1);
    }

    public void SetIfEarlier(AccountId account, DateTimeOffset due)
    {
        if (!_places.TryGetValue(account, out var place) || due < _heap[place].Due) Set(account, due);
    }

    public void Remove(AccountId account)
    {
        if (!_places.Remove(account, out var place)) return;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (place < _heap.Count)
        {
            Put(place, last);
            Up(place);
            Down(_places[last.Account]);
        }
        if (Room > LeastRoom && Count < Room / 4) GiveBackHalf();
    }

    /// <summary>Takes out the account that is due first.</summary>
    public AccountId Take()
    {
        var first = _heap[0].Account;
        Remove(first);
        return first;
    }

    /// <summary>A backlog that is gone leaves no memory behind.</summary>
    private void GiveBackHalf()
    {
        _heap.Capacity /= 2;
        _places.TrimExcess(_heap.Capacity);
    }

    private void Up(int place)
    {
        var entry = _heap[place];
        for (int parent; place > 0 && entry.Due < _heap[parent = (place - 1) / 2].Due; place = parent) Put(place, _heap[parent]);
        Put(place, entry);
    }

    private void Down(int place)
    {
        var entry = _heap[place];
        for (int child; (child = 2 * place + 1) < _heap.Count; place = child)
        {
            if (child + 1 < _heap.Count && _heap[child + 1].Due < _heap[child].Due) child++;
            if (entry.Due <= _heap[child].Due) break;
            Put(place, _heap[child]);
        }
        Put(place, entry);
    }

    private void Put(int place, (DateTimeOffset Due, AccountId Account) entry)
    {
        _heap[place] = entry;
        _places[entry.Account] = place;
    }
}
