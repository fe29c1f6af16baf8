using Akka.Actor;
using Akka.Cluster;
using ActorSync.Engine;
using EngineLog = ActorSync.Engine.Log;

namespace ActorSync.Actors;

/// <summary>
/// Finds through the registration log whatever is open and nobody looks after, as long as it lives: one in the cluster. When it
/// begins, and when a member has gone with all that stood in line there, it looks twice: at once, and when the log has caught up
/// with the journal, since what was stored last may not be in the log yet.
/// </summary>
internal sealed class RecoveryActor : ReceiveActor, IDisposable
{
    private readonly SweepContext _context;
    private readonly Sweep _sweep;
    private readonly Patience _patience;
    private readonly Func<CancellationToken, Task> _caughtUp;
    private readonly Action<IActorRef> _hearOfMembers;
    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;
    private Task _catchingUp = Task.CompletedTask;
    private bool _isCatchingUp;
    private bool _isAskedAgain;

    /// <param name="patience">Of its own: it repeats while the store is away.</param>
    /// <param name="caughtUp">Completes when all that is stored now is in the log.</param>
    /// <param name="hearOfMembers">Has an actor told of <see cref="ClusterEvent.MemberRemoved"/>.</param>
    public RecoveryActor(SweepContext context, Patience patience, Func<CancellationToken, Task> caughtUp, Action<IActorRef> hearOfMembers)
    {
        (_context, _sweep, _patience, _caughtUp, _hearOfMembers) = (context, new(context), patience, caughtUp, hearOfMembers);
        Receive<LookAtEverything>(_ => LookTwice());
        Receive<ClusterEvent.MemberRemoved>(_ => LookTwice());
        Receive<CaughtUp>(_ =>
        {
            _sweep.LookAtEverything();
            _isCatchingUp = false;
            if (_isAskedAgain) CatchUp();
        });
        Receive<StopRecovery>(_ => Stop());
    }

    public void Dispose() => _ = DisposeOnceUnused();

    protected override void PreStart()
    {
        _hearOfMembers(Self);
        // Not here: a store in a file is read on the thread that asks, and a walk through a million rows takes long.
        _sweeping = _context.Runtime.Spawn(() => _sweep.Run(_stopping.Token));
        CatchUp();
    }

    protected override void PostStop() => _stopping.Cancel();

    private void LookTwice()
    {
        _sweep.LookAtEverything();
        CatchUp();
    }

    /// <summary>Ends when nothing is read any more: what the sweep reads from is closed after it, and another node's begins.</summary>
    private void Stop()
    {
        _stopping.Cancel();
        Task.WhenAll(_sweeping, _catchingUp).PipeTo(Self, success: () => PoisonPill.Instance, failure: _ => PoisonPill.Instance);
    }

    private async Task DisposeOnceUnused()
    {
        await Task.WhenAll(_sweeping, _catchingUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sweep.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Once at a time: whoever asks meanwhile may mean what has been stored since.</summary>
    private void CatchUp()
    {
        _isAskedAgain = _isCatchingUp;
        if (_isCatchingUp) return;
        _isCatchingUp = true;
        _catchingUp = TellWhenCaughtUp(Self, _stopping.Token);
    }

    private async Task TellWhenCaughtUp(IActorRef self, CancellationToken cancellation)
    {
        try
        {
            var caughtUp = await _patience.UntilWorks(async () =>
            {
                await _caughtUp(cancellation);
                return CaughtUp.Instance;
            }, e => EngineLog.LoopFailed(_context.Log, "recovery", e), cancellation);
            self.Tell(caughtUp);
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

/// <summary>Stop looking, and end once nothing is read any more.</summary>
internal sealed record StopRecovery
{
    public static readonly StopRecovery Instance = new();
}

/// <summary>The delay queue may have forgotten something, on some node.</summary>
internal sealed record LookAtEverything
{
    public static readonly LookAtEverything Instance = new();
}
