namespace ActorSync.Node.Commands;

/// <summary>No node answered.</summary>
internal sealed class NodeUnreachableException : Exception
{
    private NodeUnreachableException(string message, Exception? inner) : base(message, inner)
    {
    }

    public static NodeUnreachableException NoAnswer(Uri node, Exception inner) =>
        new($"No answer from {Shown(node)}: {inner.Message}", inner);

    public static NodeUnreachableException NotANode(Uri address) => new($"What answers at {Shown(address)} is no node.", null);

    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
