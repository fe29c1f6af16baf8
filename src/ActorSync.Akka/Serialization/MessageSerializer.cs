using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace ActorSync.Actors;

/// <summary>
/// What travels between nodes: a manifest for each message, JSON of one explicit form. Nodes of two versions meet in a rolling
/// restart: change a form only under a new manifest.
/// </summary>
internal sealed class MessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Form[] Forms =
    [
        Form.Of<AccountCommand.Submit>("submit/1", MessageJson.Default.ToldSubmit),
        Form.Of<AccountCommand.Retry>("retry/1", MessageJson.Default.ToldRetry),
        Form.Of<AccountCommand.Skip>("skip/1", MessageJson.Default.ToldSkip),
        Form.Of<AccountCommand.Release>("release/1", MessageJson.Default.ToldRelease),
        Form.Of<AccountCommand.Edit>("edit/1", MessageJson.Default.ToldEdit),
        Form.Of("read/1", MessageJson.Default.Read),
        Form.Of("wake/1", MessageJson.Default.Wake),
        Form.Of("wake-stored/1", MessageJson.Default.WakeStored),
        Form.Of("look-at-everything/1", MessageJson.Default.LookAtEverything),
        Form.Of("busy/1", MessageJson.Default.Busy),
        Form.Of("received/1", MessageJson.Default.Received),
        Form.Of("id-taken/1", MessageJson.Default.IdTaken),
        Form.Of("acted/1", MessageJson.Default.Acted),
        Form.Of("not-acted/1", MessageJson.Default.NotActed),
        new("view/1", typeof(AccountView), ViewOut, ViewIn),
    ];

    private static readonly Dictionary<Type, Form> ByType = Forms.ToDictionary(f => f.Type);
    private static readonly Dictionary<string, Form> ByManifest = Forms.ToDictionary(f => f.Manifest);

    public override int Identifier => 7302;

    /// <summary>Every manifest that is written or understood.</summary>
    public static IEnumerable<string> Manifests => ByManifest.Keys;

    public override byte[] ToBinary(object obj) => FormOf(obj).Write(obj);

    public override string Manifest(object o) => FormOf(o).Manifest;

    public override object FromBinary(byte[] bytes, string manifest) => ByManifest.TryGetValue(manifest, out var form)
        ? form.Read(bytes)
        : throw new FormatException($"message: expected a known manifest, found '{manifest}'; is the other node newer?");

    private static Form FormOf(object message)
    {
        var content = message switch
        {
            ToAccount.Tell told => told.Command,
            AccountReply.Decided decided => decided.Answer,
            _ => message,
        };
        return ByType.TryGetValue(content.GetType(), out var form)
            ? form
            : throw new ArgumentException($"expected a message between nodes, found {content.GetType()}", nameof(message));
    }

    private static byte[] ViewOut(object message) => message is AccountView view
        ? JsonSerializer.SerializeToUtf8Bytes(new(Snapshot.Write(view.State), view.InFlight.Deliveries), MessageJson.Default.SentView)
        : [];

    private static AccountView ViewIn(byte[] bytes)
    {
        var sent = JsonSerializer.Deserialize(bytes, MessageJson.Default.SentView)!;
        var state = Snapshot.Read(sent.State)
            ?? throw new FormatException("message view/1: expected a state of this version, found another form");
        return new(state, new([.. sent.InFlight]));
    }
}
