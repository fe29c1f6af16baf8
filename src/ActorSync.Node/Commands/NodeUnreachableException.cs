namespace ActorSync.Node.Commands;

/// <summary>No node answered.</summary>
internal sealed class NodeUnreachableException : Exception
{
    private NodeUnreachableException(string message, Exception? inner) : base(message, inner)
    {
    }

    /// <summary>Something answers, so that waiting for a node there is in vain.</summary>
    public bool IsSomethingElse { get; private init; }

    public static NodeUnreachableException NoAnswer(Uri node, Exception inner) =>
        new($"No answer from {Shown(node)}: {Why(inner)}", inner);

    public static NodeUnreachableException NotANode(Uri address) =>
        new($"What answers at {Shown(address)} is no node.", null) { IsSomethingElse = true };

    /// <summary>The outermost message may only point to an inner one.</summary>
    private static string Why(Exception inner) =>
        inner is OperationCanceledException ? "it takes too long" : inner.GetBaseException().Message;

    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
