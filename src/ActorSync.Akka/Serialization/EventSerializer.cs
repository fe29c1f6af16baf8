using Akka.Actor;
using Akka.Serialization;

namespace ActorSync.Actors;

/// <summary>
/// The stored form of events and snapshots in the journal: the manifest is the event's name and version, the bytes are the
/// JSON of every engine (<see cref="EventJson"/>, <see cref="Snapshot"/>). Its number is stored with each row: never changed.
/// </summary>
internal sealed class EventSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string SnapshotManifest = "snapshot/1";

    public override int Identifier => 7301;

    public override byte[] ToBinary(object obj) => obj switch
    {
        AccountEvent happened => EventJson.Write(happened),
        AccountState state => Snapshot.Write(state),
        _ => throw new ArgumentException($"expected an account's event or state, found {obj.GetType()}", nameof(obj)),
    };

    public override string Manifest(object o) => o is AccountEvent happened ? EventJson.NameOf(happened) : SnapshotManifest;

    /// <returns>A snapshot of another form comes back as <see cref="UnreadableSnapshot"/>: then the events tell.</returns>
    /// <exception cref="FormatException">The event is unknown (written by a newer version), or damaged.</exception>
    public override object FromBinary(byte[] bytes, string manifest) => manifest == SnapshotManifest
        ? Snapshot.Read(bytes) ?? (object)UnreadableSnapshot.Instance
        : EventJson.Read(manifest, bytes);
}
