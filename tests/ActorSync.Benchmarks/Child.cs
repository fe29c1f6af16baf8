using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActorSync.Benchmarks;

/// <summary>A program of the product as a process of its own, so that each side of a figure pays for itself alone.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most that it has had resident.</summary>
    public long MostResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>The node of the embedded engine, and every other command.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "ActorSync.Node.dll");

    /// <param name="ready">Answers 200 when it is ready.</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<Child> Start(Uri ready, params string[] arguments) => Start(Program, ready, arguments);

    /// <param name="program">Which program of the product.</param>
    /// <param name="ready">Answers 200 when it is ready.</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<Child> Start(string program, Uri ready, params string[] arguments) => Start(ready, new ProcessStartInfo("dotnet", [program, .. arguments]));

    /// <summary>Starts a program that is none of the product's.</summary>
    /// <param name="ready">Answers 200 when it is ready.</param>
    /// <exception cref="HttpRequestException">It has ended before it was ready.</exception>
    public static async Task<Child> Start(Uri ready, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => { if (!string.IsNullOrEmpty(line.Data)) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        using var http = new HttpClient();
        while (true)
            try
            {
                if ((await http.GetAsync(ready)).IsSuccessStatusCode) return new(process);
                await Pause();
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Pause();
            }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Task Pause() => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
}
