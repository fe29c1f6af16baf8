using Xunit;

namespace ActorSync.Tests.Node;

/// <summary>One node for all tests of a class; each has accounts of its own.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    internal RunningNode Node { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Node = await RunningNode.Start();
        await Node.UntilReady();
    }

    public Task DisposeAsync() => Node.DisposeAsync().AsTask();
}
