namespace ActorSync.Node.Commands;

/// <summary>The node answered, and takes nothing of what was sent.</summary>
internal sealed class NodeRefusedException(string problem) : Exception($"The node refused: {problem}");
