namespace ActorSync.Node.Hosting;

/// <summary>A running node, of either engine.</summary>
internal interface INodeHost : IAsyncDisposable
{
    /// <summary>
    /// Completes when the node is to stop for another reason than its program's end: management was told, or the others downed it.
    /// </summary>
    Task Leaving { get; }

    /// <summary>Takes nothing more in, lets what is under way end, and closes. Safe to call twice.</summary>
    Task Stop();
}
