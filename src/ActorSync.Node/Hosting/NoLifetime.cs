namespace ActorSync.Node.Hosting;

/// <summary>
/// A web server here ends when whoever started it says so. The framework's own lifetime would listen to signals beside the
/// command, and swallow SIGQUIT.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
