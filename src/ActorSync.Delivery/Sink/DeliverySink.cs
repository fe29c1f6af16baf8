using System.Collections.Frozen;

namespace ActorSync.Delivering;

/// <summary>The embedded engine's way out: a <see cref="PartySink"/> for each party.</summary>
public sealed class DeliverySink : IWatchedSink, IDisposable
{
    private readonly FrozenDictionary<PartyId, PartySink> _parties;

    public DeliverySink(IEnumerable<(PartyId Id, IParty Party, PartySinkSettings Settings)> parties, TimeProvider time) =>
        _parties = parties.ToFrozenDictionary(p => p.Id, p => new PartySink(p.Id, p.Party, p.Settings, time));

    public IEnumerable<PartyLoad> Loads => _parties.Values.Select(p => p.Load);

    public event Action<Outage>? Returned
    {
        add
        {
            foreach (var party in _parties.Values) party.Returned += value;
        }
        remove
        {
            foreach (var party in _parties.Values) party.Returned -= value;
        }
    }

    public int Room(PartyId to) => _parties.TryGetValue(to, out var party) ? party.Room : 0;

    public ValueTask<ISinkPlace?> Enter(PartyId to) =>
        _parties.TryGetValue(to, out var party) ? party.Enter() : new((ISinkPlace?)null);

    public void Dispose()
    {
        foreach (var party in _parties.Values) party.Dispose();
    }
}
