namespace ActorSync.Node.Commands;

/// <summary>No node answered.</summary>
internal sealed class NodeUnreachableException(Uri node, Exception inner) : Exception($"No answer from {node}: {inner.Message}", inner);
