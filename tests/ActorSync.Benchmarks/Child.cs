using System.Diagnostics;
using ActorSync.Tests.Support;

namespace ActorSync.Benchmarks;

/// <summary>A program of the product as a process of its own, so that each side of a figure pays for itself alone.</summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>For a program to get ready, whatever it recovers from first.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly string _program;
    private bool _isEnded;

    private Child(Process process, string program) => (_process, _program) = (process, program);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Processor time that it has used.</summary>
    /// <exception cref="CannotRunException">It has ended by itself.</exception>
    public TimeSpan Cpu => Ask(process => process.TotalProcessorTime);

    /// <exception cref="CannotRunException">It has ended by itself.</exception>
    public long ResidentBytes => Ask(process => process.WorkingSet64);

    /// <summary>The most that it has had resident.</summary>
    /// <exception cref="CannotRunException">It has ended by itself.</exception>
    public long MostResidentBytes => Ask(process => process.PeakWorkingSet64);

    /// <summary>The node of the embedded engine, and every other command.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "ActorSync.Node.dll");

    /// <param name="ready">Answers 200 when it is ready.</param>
    /// <param name="arguments">Its command line.</param>
    /// <exception cref="CannotRunException">It ended, or did not get ready.</exception>
    public static Task<Child> Start(Uri ready, params string[] arguments) => Start(Program, ready, arguments);

    /// <param name="program">Which program of the product.</param>
    /// <param name="ready">Answers 200 when it is ready.</param>
    /// <param name="arguments">Its command line.</param>
    /// <exception cref="CannotRunException">It ended, or did not get ready.</exception>
    public static Task<Child> Start(string program, Uri ready, params string[] arguments) =>
        Start(ready, new ProcessStartInfo("dotnet", [program, .. arguments]));

    /// <summary>Starts a program that is none of the product's.</summary>
    /// <param name="ready">Answers 200 when it is ready.</param>
    /// <exception cref="CannotRunException">It ended, or did not get ready.</exception>
    public static async Task<Child> Start(Uri ready, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        var process = OwnProcesses.Start(start);
        process.OutputDataReceived += (_, line) => { if (!string.IsNullOrEmpty(line.Data)) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        var child = new Child(process, $"{start.FileName} {string.Join(' ', start.ArgumentList)}");
        using var http = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < StartTimeout && !process.HasExited; await Pause())
            if (await Answers(http, ready)) return child;
        var ended = process.HasExited;
        await child.DisposeAsync();
        var how = ended ? "ended" : $"was not ready within {StartTimeout.TotalMinutes} minutes";
        throw new CannotRunException($"{child._program} {how}");
    }

    /// <summary>SIGKILL, once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isEnded) return;
        _isEnded = true;
        await OwnProcesses.End(_process);
    }

    private T Ask<T>(Func<Process, T> figure)
    {
        try
        {
            _process.Refresh();
            return figure(_process);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new CannotRunException($"expected {_program} to run, found it ended");
        }
    }

    private static async Task<bool> Answers(HttpClient http, Uri ready)
    {
        try
        {
            return (await http.GetAsync(ready)).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static Task Pause() => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
}
