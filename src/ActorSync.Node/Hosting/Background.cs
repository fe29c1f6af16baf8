namespace ActorSync.Node.Hosting;

/// <summary>
/// Work beside the requests, from the node's start to its end. What fails in it in a way that it does not foresee is told, and
/// after a pause the work begins again: it neither ends in silence nor keeps the node from stopping, nor does it fail the stop.
/// </summary>
internal abstract class Background : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <param name="time">The node's.</param>
    /// <param name="log">Hears of failures.</param>
    public void Start(TimeProvider time, ILogger log) => _running = RunUntilStopped(time, log, _stopping.Token);

    /// <summary>Ends the work, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Goes on until it is cancelled.</summary>
    protected abstract Task Run(CancellationToken cancellation);

    private async Task RunUntilStopped(TimeProvider time, ILogger log, CancellationToken cancellation)
    {
        try
        {
            while (!await RunUntilFault(log, cancellation)) await Task.Delay(PauseAfterFault, time, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    /// <returns>False when it failed.</returns>
    private async Task<bool> RunUntilFault(ILogger log, CancellationToken cancellation)
    {
        try
        {
            await Run(cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.BackgroundFailed(log, GetType().Name, e);
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.BackgroundFailedLast(log, GetType().Name, e);
            return true;
        }
    }
}
