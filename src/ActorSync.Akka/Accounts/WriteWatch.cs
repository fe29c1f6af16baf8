using ActorSync.Engine;
using ActorSync.Node.Hosting;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>
/// Finds out that a store can be written again, by claiming again what it did not take: that the store answers does not tell,
/// and a node that is not ready is sent nothing from which it would learn (R26).
/// </summary>
internal sealed class WriteWatch(IdClaims ids, Dependency store, TimeProvider time) : Background
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellation);
            if (ids.Failed is { } claim) await TryAgain(claim, cancellation);
        }
    }

    private async Task TryAgain(IdClaim claim, CancellationToken cancellation)
    {
        try
        {
            if (await ids.Claim(claim).WaitAsync(cancellation) is not null) store.Works();
        }
        catch (StoreUnavailableException)
        {
            // Whoever asked has said so, and it is tried again.
        }
    }
}
