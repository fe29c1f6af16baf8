using ActorSync.Tests.Skipping;
using Xunit;

namespace ActorSync.Tests.Servers;

[NeedsMariaDb]
public sealed class DatabaseServerTests
{
    [Fact]
    public async Task A_server_that_was_killed_starts_again_on_its_port()
    {
        await using var server = new DatabaseServer();
        await server.Start();
        await server.Restart();
        await server.Freeze();
        await server.Thaw();
        await server.Restart();
    }
}
