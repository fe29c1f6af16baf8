using Akka.Actor;
using ActorSync.Engine;

namespace ActorSync.Actors;

/// <summary>Finds through the registration log whatever is open and nobody looks after, as long as it lives: one in the cluster.</summary>
internal sealed class RecoveryActor : ReceiveActor, IDisposable
{
    private readonly Sweep _sweep;
    private readonly CancellationTokenSource _stopping = new();

    public RecoveryActor(SweepContext context)
    {
        _sweep = new(context);
        Receive<LookAtEverything>(_ => _sweep.LookAtEverything());
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _stopping.Dispose();
    }

    protected override void PreStart() => _ = _sweep.Run(_stopping.Token);

    protected override void PostStop() => _stopping.Cancel();
}

/// <summary>The delay queue may have forgotten something, on some node.</summary>
internal sealed record LookAtEverything
{
    public static readonly LookAtEverything Instance = new();
}
