using System.Collections;
using System.Collections.Immutable;

namespace ActorSync;

/// <summary>An immutable map for the handful of parties that one registration knows: smaller and faster than a tree.</summary>
public readonly struct ByParty<T> : IEnumerable<KeyValuePair<PartyId, T>>
{
    private readonly ImmutableArray<KeyValuePair<PartyId, T>> _entries;

    private ByParty(ImmutableArray<KeyValuePair<PartyId, T>> entries) => _entries = entries;

    public bool IsEmpty => _entries.IsDefaultOrEmpty;

    /// <summary>The party's value, or the type's default.</summary>
    public T? this[PartyId party] => IndexOf(party) is >= 0 and var i ? _entries[i].Value : default;

    public ByParty<T> With(PartyId party, T value)
    {
        var entry = KeyValuePair.Create(party, value);
        if (_entries.IsDefault) return new([entry]);
        var i = IndexOf(party);
        return new(i < 0 ? _entries.Add(entry) : _entries.SetItem(i, entry));
    }

    public ByParty<T> Without(PartyId party) =>
        IndexOf(party) is not (>= 0 and var i) ? this
        : _entries.Length == 1 ? default
        : new(_entries.RemoveAt(i));

    public ImmutableArray<KeyValuePair<PartyId, T>>.Enumerator GetEnumerator() => (_entries.IsDefault ? [] : _entries).GetEnumerator();

    IEnumerator<KeyValuePair<PartyId, T>> IEnumerable<KeyValuePair<PartyId, T>>.GetEnumerator() => Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Entries.GetEnumerator();

    private IEnumerable<KeyValuePair<PartyId, T>> Entries => _entries.IsDefault ? [] : _entries;

    private int IndexOf(PartyId party)
    {
        if (_entries.IsDefault) return -1;
        for (var i = 0; i < _entries.Length; i++)
            if (_entries[i].Key == party) return i;
        return -1;
    }
}
