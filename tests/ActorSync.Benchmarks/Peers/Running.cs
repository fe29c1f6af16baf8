namespace ActorSync.Benchmarks.Peers;

/// <summary>A system that runs, as a process of its own.</summary>
internal sealed class Running(Launch launch) : IAsyncDisposable
{
    private Child? _process;
    private TimeSpan _usedBefore;

    public Uri Api => launch.Api;

    /// <summary>Processor time, over all its starts.</summary>
    public TimeSpan Cpu => _usedBefore + (_process?.Cpu ?? TimeSpan.Zero);

    /// <summary>By itself: it was not killed.</summary>
    public bool HasEnded => _process is { HasExited: true };

    /// <exception cref="CannotRunException">It does not start.</exception>
    public async Task Start()
    {
        try
        {
            _process = await Child.Start(launch.Ready, launch.Command);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CannotRunException($"it does not start: {e.Message}");
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        if (_process is not { } process) return;
        _process = null;
        try
        {
            _usedBefore += process.Cpu;
        }
        catch (CannotRunException)
        {
            // It has ended by itself, and what it had used cannot be asked any more.
        }
        await process.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Kill();
}
