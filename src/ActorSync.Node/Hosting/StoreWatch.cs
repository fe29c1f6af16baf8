using ActorSync.Engine;

namespace ActorSync.Node.Hosting;

/// <summary>
/// Looks whether the store answers, so that `/ready` says so while nobody asks for anything: a node that is not ready is
/// sent nothing, and would never learn that the store is back (R26).
/// </summary>
/// <param name="store">What is asked.</param>
/// <param name="dependency">Hears whether there was an answer.</param>
internal sealed class StoreWatch(IRegistrationLog store, Dependency dependency, TimeProvider time, ILogger log) : Background
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly LogFilter Newest = new() { Limit = 1 };

    protected override async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
            await RunOnce(cancellation);
            await Task.Delay(Pause, time, cancellation);
        }
    }

    private async Task RunOnce(CancellationToken cancellation)
    {
        try
        {
            await store.List(Newest, cancellation);
            dependency.Works();
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            if (dependency.Fails(e.Message)) Log.StoreSilent(log, e.Message);
            if (e is not StoreUnavailableException) throw;
        }
    }
}
