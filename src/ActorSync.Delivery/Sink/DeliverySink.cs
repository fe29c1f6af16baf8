using System.Collections.Frozen;

namespace ActorSync.Delivering;

/// <summary>A node's ways out: one for each receiver. It tells how they do.</summary>
public sealed class DeliverySink : ISink, IDisposable
{
    /// <summary>
    /// Nobody leaves for a party that is not configured any more, but who waits for it is to be looked at: then it is parked.
    /// </summary>
    private const int RoomAtNobody = 1;

    private readonly FrozenDictionary<PartyId, IPartySink> _receivers;

    public DeliverySink(IEnumerable<Receiver> receivers, TimeProvider time) : this(receivers, receiver => new PartySink(receiver, time))
    {
    }

    /// <param name="receivers">Each party once.</param>
    /// <param name="sink">Makes the way to one.</param>
    public DeliverySink(IEnumerable<Receiver> receivers, Func<Receiver, IPartySink> sink) =>
        _receivers = receivers.ToFrozenDictionary(r => r.Id, sink);

    /// <summary>How busy the ways are, by receiver.</summary>
    public IEnumerable<PartyLoad> Loads => _receivers.Values.Select(r => r.Load);

    /// <summary>Hears that a receiver's outage is over. It must return at once.</summary>
    public event Action<Outage>? Returned
    {
        add
        {
            foreach (var receiver in _receivers.Values) receiver.Returned += value;
        }
        remove
        {
            foreach (var receiver in _receivers.Values) receiver.Returned -= value;
        }
    }

    public int Room(PartyId to) => _receivers.TryGetValue(to, out var receiver) ? receiver.Room : RoomAtNobody;

    public ValueTask<ISinkPlace?> Enter(PartyId to, bool again) =>
        _receivers.TryGetValue(to, out var receiver) ? receiver.Enter(again) : new((ISinkPlace?)null);

    /// <summary>Nobody waits any longer; calls in flight go on.</summary>
    public void Dispose()
    {
        foreach (var receiver in _receivers.Values) receiver.Dispose();
    }
}
