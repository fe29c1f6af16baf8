using Akka.Actor;
using Akka.Streams;
using Microsoft.Extensions.Logging;

namespace ActorSync.Actors;

/// <summary>Keeps the projection going as long as it lives: one in the cluster.</summary>
internal sealed class ProjectionActor : ReceiveActor, IWithTimers, IDisposable
{
    private readonly LogProjection _projection;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly SharedKillSwitch _stop = KillSwitches.Shared("projection");

    /// <param name="projection">What is kept going.</param>
    /// <param name="retry">How long to wait after a failure.</param>
    /// <param name="log">For failures.</param>
    public ProjectionActor(LogProjection projection, TimeSpan retry, ILogger log)
    {
        (_projection, _log) = (projection, log);
        Receive<Begin>(_ => Run());
        Receive<Ended>(_ => Timers.StartSingleTimer(nameof(Begin), Begin.Instance, retry));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public void Dispose() => _cancellation.Dispose();

    protected override void PreStart() => Self.Tell(Begin.Instance);

    protected override void PostStop()
    {
        _cancellation.Cancel();
        _stop.Shutdown();
    }

    private void Run()
    {
        _projection.Run(_stop, _cancellation.Token).PipeTo(Self, success: () => Ended.Instance, failure: fault =>
        {
            if (fault.GetBaseException() is ProjectionFencedException) Log.ProjectionFenced(_log);
            else if (!_cancellation.IsCancellationRequested) Log.ProjectionFailed(_log, fault);
            return Ended.Instance;
        });
    }

    private sealed class Begin
    {
        public static readonly Begin Instance = new();
    }

    private sealed class Ended
    {
        public static readonly Ended Instance = new();
    }
}
