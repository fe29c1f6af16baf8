using Akka.Actor;
using ActorSync.Engine;

namespace ActorSync.Actors;

/// <summary>
/// Finds through the registration log whatever is open and nobody looks after, as long as it lives: one in the cluster. It looks
/// twice: at once, and when the log has caught up with the journal, since what was stored last may not be in the log yet.
/// </summary>
internal sealed class RecoveryActor : ReceiveActor, IDisposable
{
    private readonly Sweep _sweep;
    private readonly Patience _patience;
    private readonly Func<CancellationToken, Task> _caughtUp;
    private readonly CancellationTokenSource _stopping = new();
    private bool _isCatchingUp;
    private bool _isAskedAgain;

    /// <param name="patience">Of its own: it repeats while the store is away.</param>
    /// <param name="caughtUp">Completes when all that is stored now is in the log.</param>
    public RecoveryActor(SweepContext context, Patience patience, Func<CancellationToken, Task> caughtUp)
    {
        (_sweep, _patience, _caughtUp) = (new(context), patience, caughtUp);
        Receive<LookAtEverything>(_ =>
        {
            _sweep.LookAtEverything();
            CatchUp();
        });
        Receive<CaughtUp>(_ =>
        {
            _sweep.LookAtEverything();
            _isCatchingUp = false;
            if (_isAskedAgain) CatchUp();
        });
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _stopping.Dispose();
    }

    protected override void PreStart()
    {
        _ = _sweep.Run(_stopping.Token);
        CatchUp();
    }

    protected override void PostStop() => _stopping.Cancel();

    /// <summary>Once at a time: whoever asks meanwhile may mean what has been stored since.</summary>
    private void CatchUp()
    {
        _isAskedAgain = _isCatchingUp;
        if (_isCatchingUp) return;
        _isCatchingUp = true;
        _ = TellWhenCaughtUp(Self, _stopping.Token);
    }

    private async Task TellWhenCaughtUp(IActorRef self, CancellationToken cancellation)
    {
        try
        {
            self.Tell(await _patience.Until(async () =>
            {
                await _caughtUp(cancellation);
                return CaughtUp.Instance;
            }, cancellation));
        }
        catch (OperationCanceledException)
        {
            // Another node's recovery looks after everything now.
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
