namespace ActorSync.Tests.Support;

/// <summary>What <see cref="InMemoryStore"/> holds of one account.</summary>
internal sealed class StoredHistory
{
    private readonly List<StoredEvent> _events = [];
    private readonly List<long> _epochs = [];
    private (long Sequence, ReadOnlyMemory<byte> Payload)? _snapshot;

    public IReadOnlyList<StoredEvent> Events => _events;

    public long Last => _events.Count;

    public StoredAccount Load(AccountId account) => new(
        account, _snapshot?.Payload, [.. _events.Skip((int)(_snapshot?.Sequence ?? 0))], _epochs.Count == 0 ? 0 : _epochs[^1]);

    /// <summary>Whether these very events were written under this epoch.</summary>
    public bool Holds(AccountWrite write) => write.Events[^1].Sequence <= Last && write.Events.All(e =>
    {
        var stored = _events[(int)e.Sequence - 1];
        return _epochs[(int)e.Sequence - 1] == write.Epoch && stored.Name == e.Name && stored.At == InMemoryLog.Stored(e.At)
            && stored.Payload.Span.SequenceEqual(e.Payload.Span);
    });

    public void Add(AccountWrite write)
    {
        foreach (var e in write.Events)
        {
            _events.Add(e with { Payload = e.Payload.ToArray(), At = InMemoryLog.Stored(e.At) });
            _epochs.Add(write.Epoch);
        }
        if (write.Snapshot is { } snapshot) _snapshot = (Last, snapshot.ToArray());
    }
}
