using System.Text;
using Xunit;

namespace ActorSync.Tests;

/// <summary>What holds for every call that is started.</summary>
internal sealed class CallChecks
{
    private readonly Dictionary<(PartyId Origin, MeetingId Meeting, PartyId To), long> _revisions = [];
    private readonly Dictionary<string, (DeliveryId, int Edition, int Renewals)> _byKey = [];
    private readonly Dictionary<(DeliveryId, int Edition, int Renewals), string> _keys = [];

    public KnownMains Mains { get; } = new();

    public void Starting(SyncRules rules, Delivery call, InFlight inFlight, DateTimeOffset now)
    {
        Assert.False(inFlight.Uses(call.Link), $"{call.Id} starts while {call.Link} is in use (R6)");
        Assert.Null(inFlight.About(call.Id.Meeting, call.Id.To));
        Assert.Equal(DeliveryPhase.Ready, call.Phase);
        Assert.True(call.Due <= now, $"{call.Id} starts at {now:O}, before {call.Due:O}");
        if (rules.Of(call.Link)!.MainFirst) Mains.Admit(call, inFlight);
        Revisions_do_not_go_back(call);
        One_key_for_each_request(call);
    }

    private void Revisions_do_not_go_back(Delivery call)
    {
        var registration = (call.Id.Submission.Origin, call.Id.Meeting, call.Id.To);
        var newest = _revisions.GetValueOrDefault(registration);
        Assert.True(call.Revision >= newest, $"{call.Id} of revision {call.Revision} starts after revision {newest}");
        _revisions[registration] = call.Revision;
    }

    /// <summary>R15.</summary>
    private void One_key_for_each_request(Delivery call)
    {
        var key = call.IdempotencyKey;
        Assert.True(Ascii.IsValid(key) && key.Length is > 0 and <= 255, $"'{key}' is ASCII of at most 255 characters");
        var request = (call.Id, call.Edition, call.Renewals);
        Assert.Equal(key, _keys.TryAdd(request, key) ? key : _keys[request]);
        Assert.Equal(request, _byKey.TryAdd(key, request) ? request : _byKey[key]);
    }
}
