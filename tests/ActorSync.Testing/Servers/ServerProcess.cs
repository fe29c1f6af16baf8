using System.Diagnostics;
using System.Text;
using ActorSync.Tests.Support;

namespace ActorSync.Tests.Servers;

/// <summary>
/// A server of the tests' own: on a free port of this machine, its data in a folder that is deleted in the end. It can be
/// killed, frozen and started again on the same port and data.
/// </summary>
internal abstract class ServerProcess(string name) : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly StringBuilder _output = new();
    private Process? _process;
    private bool _isPrepared;

    public int Port { get; } = FreePort.Take();

    /// <summary>Processor time that it has used since it was last started; nothing while it is away.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process?.Refresh();
            return _process?.TotalProcessorTime ?? TimeSpan.Zero;
        }
    }

    /// <summary>The server's own: data, sockets, logs.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory($"actorsync-{name}-").FullName;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task Start()
    {
        if (!_isPrepared) await Prepare();
        _isPrepared = true;
        var command = Command;
        (command.RedirectStandardOutput, command.RedirectStandardError) = (true, true);
        _process = OwnProcesses.Start(command);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var started = Stopwatch.GetTimestamp(); !await Answers(); await Task.Delay(LookEvery, TimeProvider.System))
        {
            if (_process.HasExited) throw new InvalidOperationException($"{name} ended with {_process.ExitCode}: {Output}");
            if (Stopwatch.GetElapsedTime(started) > StartTimeout) throw new TimeoutException($"{name} did not answer in time: {Output}");
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task Kill()
    {
        await OwnProcesses.End(_process!);
        _process = null;
    }

    /// <summary>Kills it and starts it again, on the same port and data.</summary>
    public async Task Restart()
    {
        await Kill();
        await Start();
    }

    /// <summary>SIGSTOP: connections stay open, and nothing is answered.</summary>
    public Task Freeze() => Send("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Thaw() => Send("CONT");

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is not null) await Kill();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What is run to start it.</summary>
    protected abstract ProcessStartInfo Command { get; }

    /// <summary>Makes what the first start needs.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    /// <summary>Whether it is ready.</summary>
    protected abstract Task<bool> Answers();

    private string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    private async Task Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Note(string? line)
    {
        lock (_output) _output.AppendLine(line);
    }
}
