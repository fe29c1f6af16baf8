using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorSync;

/// <summary>
/// The stored form of events: JSON under a name and a version. Stored for ever: a change of form is a new version that
/// is written from then on, and the old one stays readable here.
/// </summary>
public static class EventJson
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName = new Dictionary<string, JsonTypeInfo>
    {
        ["submission-received/1"] = StoredJson.Default.SubmissionReceived,
        ["delivered/1"] = StoredJson.Default.Delivered,
        ["attempt-failed/1"] = StoredJson.Default.AttemptFailed,
        ["delivery-renewed/1"] = StoredJson.Default.DeliveryRenewed,
        ["delivery-parked/1"] = StoredJson.Default.DeliveryParked,
        ["delivery-superseded/1"] = StoredJson.Default.DeliverySuperseded,
        ["delivery-unchanged/1"] = StoredJson.Default.DeliveryUnchanged,
        ["delivery-confirmed/1"] = StoredJson.Default.DeliveryConfirmed,
        ["delivery-cancelled/1"] = StoredJson.Default.DeliveryCancelled,
        ["gate-closed/1"] = StoredJson.Default.GateClosed,
        ["gate-opened/1"] = StoredJson.Default.GateOpened,
        ["gate-still-closed/1"] = StoredJson.Default.GateStillClosed,
        ["deliveries-recovered/1"] = StoredJson.Default.DeliveriesRecovered,
        ["delivery-retried/2"] = StoredJson.Default.DeliveryRetried,
        ["delivery-skipped/1"] = StoredJson.Default.DeliverySkipped,
        ["delivery-released/2"] = StoredJson.Default.DeliveryReleased,
        ["delivery-edited/2"] = StoredJson.Default.DeliveryEdited,
    }.ToFrozenDictionary();

    /// <summary>Forms that are not written any more.</summary>
    private static readonly FrozenDictionary<string, JsonTypeInfo> Older = new Dictionary<string, JsonTypeInfo>
    {
        // Without a time: always at once.
        ["delivery-retried/1"] = StoredJson.Default.DeliveryRetried,
        ["delivery-edited/1"] = StoredJson.Default.DeliveryEdited,
        // Without the wait that it ended: all of them.
        ["delivery-released/1"] = StoredJson.Default.DeliveryReleased,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> Names = ByName.ToFrozenDictionary(n => n.Value.Type, n => n.Key);

    /// <summary>Every name under which events are stored.</summary>
    public static IEnumerable<string> WrittenNames => ByName.Keys;

    /// <summary>Every name under which events are, or were, stored.</summary>
    public static IEnumerable<string> AllNames => ByName.Keys.Concat(Older.Keys);

    /// <summary>The name and version under which an event is stored.</summary>
    public static string NameOf(AccountEvent happened) => Names[happened.GetType()];

    public static byte[] Write(AccountEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, ByName[NameOf(happened)]);

    /// <exception cref="FormatException">The name is unknown (written by a newer version), or the payload is not of its form.</exception>
    public static AccountEvent Read(string name, ReadOnlySpan<byte> payload)
    {
        if (!ByName.TryGetValue(name, out var form) && !Older.TryGetValue(name, out form))
            throw new FormatException($"stored event: expected a known name, found '{name}'; was it written by a newer version?");
        try
        {
            return (AccountEvent?)JsonSerializer.Deserialize(payload, form)
                ?? throw new FormatException($"stored event {name}: expected an object, found null");
        }
        catch (JsonException e)
        {
            throw new FormatException($"stored event {name}: {e.Message}", e);
        }
    }
}
