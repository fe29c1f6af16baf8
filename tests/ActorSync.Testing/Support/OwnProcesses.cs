using System.Collections.Concurrent;
using System.Diagnostics;

namespace ActorSync.Tests.Support;

/// <summary>What this program has started. Nothing of it stays behind, whatever the program ends with short of SIGKILL.</summary>
internal static class OwnProcesses
{
    private static readonly ConcurrentDictionary<Process, bool> Running = new();

    static OwnProcesses() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys) process.Kill();
    };

    public static Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        Running[process] = true;
        return process;
    }

    /// <summary>SIGKILL, if it has not ended, and waits for its end.</summary>
    public static async Task End(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        Running.TryRemove(process, out _);
        process.Dispose();
    }
}
