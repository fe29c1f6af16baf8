using System.Diagnostics;
using System.Net;
using System.Text;
using ActorSync.Tests.Support;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>A node as a process of its own, so that it can be killed like one.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>The program of the embedded engine.</summary>
    public const string Embedded = "ActorSync.Node.dll";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly string _program;
    private readonly string _config;
    private readonly StringBuilder _output = new();
    private Process? _process;

    /// <param name="config">What differs from the defaults of a test's node; `FOLDER` stands for the folder.</param>
    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="program">Which engine's program it runs.</param>
    public NodeProcess(string config, string folder, string program = Embedded)
    {
        _program = program;
        (Api, Management) = (new($"http://127.0.0.1:{FreePort.Take()}"), new($"http://127.0.0.1:{FreePort.Take()}"));
        _config = Path.Combine(folder, "node.conf");
        // The addresses stand last: what a test includes may have others.
        File.WriteAllText(_config, $$"""
            actorsync.log { level = warning, format = text }
            {{config.Replace("FOLDER", folder, StringComparison.Ordinal)}}
            actorsync {
              node { listen = "{{Api}}", management = "{{Management}}" }
              store { embedded.path = "{{folder}}/node.db" }
            }
            """);
    }

    public Uri Api { get; }

    public Uri Management { get; }

    /// <summary>Environment variables that it has beside the test's own.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What it has printed, over all its lives.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits until it is ready, or at least listens.</summary>
    public async Task Start(bool untilReady = true)
    {
        // By way of `env`: what a shell runs in the background ignores these signals, and so does whatever that starts.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, _program), "node", "--config", _config];
        foreach (var argument in program.Prepend("--default-signal=INT,QUIT")) start.ArgumentList.Add(argument);
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until(untilReady);
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Kills it and starts it again, ten times, each time a little later in its life.</summary>
    public async Task KillTenTimes()
    {
        for (var i = 1; i <= 10; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150 + 37 * i), TimeProvider.System);
            await Kill();
            await Start();
        }
    }

    /// <summary>SIGTERM, as an orchestrator stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        await Terminate();
        return await Exit();
    }

    /// <summary>Sends SIGTERM and does not wait for the end.</summary>
    public Task Terminate() => Send("TERM");

    /// <summary>Sends SIGQUIT, as Ctrl+\ does, and does not wait for the end.</summary>
    public Task Quit() => Send("QUIT");

    /// <summary>Sends SIGXFSZ, as the system does where a file would become longer than a limit allows.</summary>
    public Task MeetFileLimit() => Send("XFSZ");

    /// <summary>SIGSTOP: its connections stay open, its clock goes on, and it does nothing.</summary>
    public Task Freeze() => Send("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Thaw() => Send("CONT");

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Exit()
    {
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
    }

    private async Task Until(bool ready)
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"the node ended with {_process.ExitCode}: {Output}");
            if (Stopwatch.GetElapsedTime(started) > StartTimeout) throw new TimeoutException($"the node was not ready in time: {Output}");
            try
            {
                if ((await http.GetAsync(new Uri(Management, "/ready"))).StatusCode == HttpStatusCode.OK || !ready) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
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
