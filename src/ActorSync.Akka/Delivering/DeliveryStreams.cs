using System.Collections.Frozen;
using Akka.Streams;
using ActorSync.Delivering;

namespace ActorSync.Actors;

/// <summary>This node's ways out: a <see cref="PartyStream"/> for each party.</summary>
internal sealed class DeliveryStreams : IWatchedSink
{
    private readonly FrozenDictionary<PartyId, PartyStream> _parties;

    public DeliveryStreams(IEnumerable<(PartyId Id, IParty Party, PartySinkSettings Settings)> parties, IMaterializer materializer, TimeProvider time) =>
        _parties = parties.ToFrozenDictionary(p => p.Id, p => new PartyStream(p.Id, p.Party, p.Settings, materializer, time));

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

    public ValueTask<ISinkPlace?> Enter(PartyId to) => _parties.TryGetValue(to, out var party) ? party.Enter() : new((ISinkPlace?)null);

    /// <summary>Nobody waits any longer; calls in flight go on.</summary>
    public void Close()
    {
        foreach (var party in _parties.Values) party.Close();
    }
}
