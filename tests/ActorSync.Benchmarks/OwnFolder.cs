using System.Collections.Concurrent;

namespace ActorSync.Benchmarks;

/// <summary>
/// A folder of a run's own, deleted in the end, also when the run is interrupted: a store with a million registrations is
/// larger than many a temporary disk has room for twice.
/// </summary>
internal sealed class OwnFolder : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> All = new();

    static OwnFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var path in All.Keys) Delete(path);
    };

    private OwnFolder(string path) => Path = path;

    public string Path { get; }

    public static OwnFolder Create(string prefix)
    {
        var path = Directory.CreateTempSubdirectory(prefix).FullName;
        All[path] = true;
        return new(path);
    }

    /// <summary>The path of something in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (All.TryRemove(Path, out _)) Delete(Path);
    }

    /// <summary>What a program that is just ending still writes there may stay behind; that fails no run.</summary>
    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{path} is left behind: {e.Message}");
        }
    }
}
