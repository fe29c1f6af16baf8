using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorSync.Tests.Node.Scenarios;

/// <summary>A node as a process of its own, so that it can be killed like one.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly string _config;
    private readonly StringBuilder _output = new();
    private Process? _process;

    public NodeProcess(string config, string folder)
    {
        (Api, Management) = (new($"http://127.0.0.1:{FreePort()}"), new($"http://127.0.0.1:{FreePort()}"));
        _config = Path.Combine(folder, "node.conf");
        File.WriteAllText(_config, $$"""
            actorsync {
              node { listen = "{{Api}}", management = "{{Management}}" }
              store { embedded.path = "{{folder}}/node.db" }
              log { level = warning, format = text }
            }
            {{config}}
            """);
    }

    public Uri Api { get; }

    public Uri Management { get; }

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

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "ActorSync.Node.dll"), "node", "--config", _config }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilReady();
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
    }

    private async Task UntilReady()
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"the node ended with {_process.ExitCode}: {Output}");
            if (Stopwatch.GetElapsedTime(started) > StartTimeout) throw new TimeoutException($"the node was not ready in time: {Output}");
            try
            {
                if ((await http.GetAsync(new Uri(Management, "/ready"))).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private void Note(string? line)
    {
        lock (_output) _output.AppendLine(line);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
