namespace ActorSync.Tests;

/// <summary>A receiver that holds registrations and remembers idempotency keys, as the party contract asks for.</summary>
internal sealed class FakeParty(PartyId id)
{
    private readonly Dictionary<MeetingId, ContentHash> _held = [];
    private readonly HashSet<string> _keys = [];
    private readonly List<Delivery> _calls = [];

    public PartyId Id => id;

    /// <summary>Every call that was started, in order.</summary>
    public IReadOnlyList<Delivery> Calls => _calls;

    /// <summary>What it holds; a registration that it does not hold and a cancelled one are the same.</summary>
    public ContentHash this[MeetingId meeting] => _held.GetValueOrDefault(meeting, ContentHash.Cancelled);

    public void Note(Delivery call) => _calls.Add(call);

    /// <summary>Takes a call over, once for each idempotency key.</summary>
    /// <returns>False when the key was seen before: nothing changes.</returns>
    public bool Take(Delivery call)
    {
        if (!_keys.Add(call.IdempotencyKey)) return false;
        _held[call.Id.Meeting] = call.Content;
        return true;
    }

    /// <summary>The party changes the registration by itself.</summary>
    public void Change(MeetingId meeting, ContentHash content) => _held[meeting] = content;
}
