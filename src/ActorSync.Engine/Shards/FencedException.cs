namespace ActorSync.Engine;

/// <summary>The journal refused a write in a way that lets nothing more be written to the shard (R25).</summary>
internal sealed class FencedException : Exception
{
    private FencedException(string message, bool isTakenOver) : base(message) => IsTakenOver = isTakenOver;

    /// <summary>Somebody else has the shard; else nobody needs to, and the store is not what it was.</summary>
    public bool IsTakenOver { get; }

    public static FencedException Of(AppendRefusal refusal) => refusal is AppendRefusal.OutOfStep
        ? new($"is given up: of account {refusal.Account} the store holds something else than what this node has written. It was put "
            + "back to an older state, or changed by hand: start the node again", false)
        : new("was taken over by somebody else; to have it back, start the node again", true);
}
