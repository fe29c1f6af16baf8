using System.Diagnostics;

namespace ActorSync.Tests.Storage.Sqlite;

/// <summary>A file system of a few megabytes, to fill it up.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Obstacle = new(Try);
    private readonly TemporaryFolder _folder = new();

    /// <param name="megabytes">Its size.</param>
    /// <param name="files">How many it takes, folders included.</param>
    public SmallDisk(int megabytes, int files = 1000) =>
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,nr_inodes={files}", "none", _folder.Path);

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? WhyNot => Obstacle.Value;

    public string File(string name) => _folder.File(name);

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var ballast = System.IO.File.Create(File("ballast"), bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ;) ballast.Write(block);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Free() => System.IO.File.Delete(File("ballast"));

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder.Path);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", _folder.Path);

    public void Dispose()
    {
        // Lazily: a test that failed may still have files open.
        Run("umount", "-l", _folder.Path);
        _folder.Dispose();
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return "needs Linux and the right to mount a file system";
        try
        {
            using var disk = new SmallDisk(1);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {error.Trim()}");
    }
}
