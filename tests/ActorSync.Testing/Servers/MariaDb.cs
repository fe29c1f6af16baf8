using Xunit;

namespace ActorSync.Tests.Servers;

/// <summary>
/// One MariaDB for all tests that leave it alone; each has its own database. Those that kill or freeze it start their own.
/// </summary>
public sealed class MariaDb : IAsyncLifetime
{
    private readonly DatabaseServer? _server = DatabaseServer.Missing is null ? new() : null;

    internal DatabaseServer Server => _server!;

    public async Task InitializeAsync()
    {
        if (_server is not null) await _server.Start();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
