using System.Net;

namespace ActorSync.Node.Load;

/// <summary>What a run does. Checked where it is read from the command line.</summary>
internal sealed record LoadSettings
{
    /// <summary>Submissions of each step, one burst after another; each from 1 up.</summary>
    public required IReadOnlyList<int> Steps { get; init; }

    public required LoadShape Shape { get; init; }

    /// <summary>The same seed makes the same submissions in the same order, and the same troubles for the same calls.</summary>
    public required int Seed { get; init; }

    /// <summary>Lines of a batch; from 1 to 10,000.</summary>
    public required int Batch { get; init; }

    /// <summary>Batches on the way at once; from 1 to 256. An account's submissions always leave in their order.</summary>
    public required int Senders { get; init; }

    /// <summary>A step ends without an outcome for everything when nothing has moved for so long.</summary>
    public required TimeSpan GiveUp { get; init; }

    /// <summary>
    /// How long calls hang that do; up to a day. Shorter than the node waits for an answer, it is a slow answer and no trouble.
    /// </summary>
    public required TimeSpan Hang { get; init; }

    /// <summary>Who reports.</summary>
    public required PartyId From { get; init; }

    /// <summary>Who receives.</summary>
    public required PartyId To { get; init; }

    /// <summary>The node; null: one of its own on a temporary store, between two simulated parties.</summary>
    public Uri? Node { get; init; }

    /// <summary>
    /// Where the receiver listens; the node's configuration has to say the same. Without a node of others it is of no use.
    /// </summary>
    public required IPEndPoint Receiver { get; init; }

    /// <summary>The node's API key; null: it needs none.</summary>
    public string? Key { get; init; }

    /// <summary>Configuration of a node of its own, `key=value`, over what it has.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }
}
