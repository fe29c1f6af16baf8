using ActorSync.Engine;
using ActorSync.Storage;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>
/// Looks whether the store is there, so that `/ready` says so while nobody asks for anything: a node that is not ready is
/// sent nothing, and would never learn that the store is back (R26).
/// </summary>
/// <param name="store">What is asked.</param>
/// <param name="dependency">Hears the answer.</param>
/// <param name="time">The node's.</param>
/// <param name="log">For faults.</param>
internal sealed class StoreWatch(SqlStore store, Dependency dependency, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await RunOnce(cancellation);
                await Task.Delay(Pause, time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    public async Task RunOnce(CancellationToken cancellation)
    {
        try
        {
            await store.Position(LogProjection.Name, cancellation);
            dependency.Works();
        }
        catch (StoreUnavailableException e)
        {
            if (dependency.Fails(e.Message)) Log.StoreAway(log, e.Message);
        }
    }
}
