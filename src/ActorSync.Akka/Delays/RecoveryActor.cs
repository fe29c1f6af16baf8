using Akka.Actor;
using ActorSync.Engine;

namespace ActorSync.Actors;

/// <summary>
/// Finds through the registration log whatever is open and nobody looks after, as long as it lives: one in the cluster. It looks
/// twice: at once, and when the log has caught up with the journal, since what was stored last may not be in the log yet.
/// </summary>
internal sealed class RecoveryActor : ReceiveActor, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Sweep _sweep;
    private readonly Func<CancellationToken, Task> _caughtUp;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="caughtUp">Completes when all that is stored now is in the log.</param>
    public RecoveryActor(SweepContext context, Func<CancellationToken, Task> caughtUp)
    {
        (_sweep, _caughtUp, _time) = (new(context), caughtUp, context.Runtime.Time);
        Receive<LookAtEverything>(_ => LookTwice());
        Receive<CaughtUp>(_ => _sweep.LookAtEverything());
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _stopping.Dispose();
    }

    protected override void PreStart()
    {
        _ = _sweep.Run(_stopping.Token);
        _ = TellWhenCaughtUp(Self);
    }

    protected override void PostStop() => _stopping.Cancel();

    private void LookTwice()
    {
        _sweep.LookAtEverything();
        _ = TellWhenCaughtUp(Self);
    }

    private async Task TellWhenCaughtUp(IActorRef self)
    {
        var cancellation = _stopping.Token;
        try
        {
            while (!await TryCatchUp(cancellation)) await Task.Delay(Pause, _time, cancellation);
            self.Tell(CaughtUp.Instance);
        }
        catch (OperationCanceledException)
        {
            // Another node's recovery looks after everything now.
        }
    }

    private async Task<bool> TryCatchUp(CancellationToken cancellation)
    {
        try
        {
            await _caughtUp(cancellation);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private sealed record CaughtUp
    {
        public static readonly CaughtUp Instance = new();
    }
}

/// <summary>The delay queue may have forgotten something, on some node.</summary>
internal sealed record LookAtEverything
{
    public static readonly LookAtEverything Instance = new();
}
