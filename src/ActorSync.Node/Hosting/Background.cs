namespace ActorSync.Node.Hosting;

/// <summary>Work beside the requests, from the node's start to its end.</summary>
internal abstract class Background : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunUntilStopped(_stopping.Token);

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

    private async Task RunUntilStopped(CancellationToken cancellation)
    {
        try
        {
            await Run(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node stops.
        }
    }
}
