namespace ActorSync.Node.Load;

/// <summary>What a node tells of a submission.</summary>
/// <param name="Reason">Why it has this status, in the node's words; null: it needs none.</param>
internal sealed record LoadOutcome(string Status, string? Reason = null)
{
    /// <summary>Statuses that change by themselves.</summary>
    public static readonly IReadOnlyList<string> Open = ["waiting", "gated", "delivering", "retrying"];

    public bool IsOpen => Open.Contains(Status);

    /// <summary>Whether it stays as it is until a person decides: it has not arrived.</summary>
    public bool IsParked => Status is "parked" or "conflict";
}
