using ActorSync.Tests.Servers;

namespace ActorSync.Benchmarks;

/// <summary>Servers of a run's own.</summary>
internal static class OwnServer
{
    /// <param name="missing">Why there can be none here; null: there can.</param>
    /// <param name="server">Makes it.</param>
    /// <returns>One that answers.</returns>
    /// <exception cref="CannotRunException">It cannot be started. Nothing of it is left.</exception>
    public static async Task<T> Start<T>(string? missing, Func<T> server) where T : ServerProcess
    {
        if (missing is not null) throw new CannotRunException(missing);
        var started = server();
        try
        {
            await started.Start();
            return started;
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            await started.DisposeAsync();
            throw new CannotRunException(e.Message);
        }
    }

    public static Task<DatabaseServer> MariaDb() => Start(DatabaseServer.Missing, () => new DatabaseServer());
}
