using ActorSync.Node.Load;

namespace ActorSync.Node.Commands;

/// <summary>
/// The files that a run's result goes to. Opened before the run: it takes minutes, and is lost where it cannot be written.
/// </summary>
internal sealed class LoadFiles : IDisposable
{
    private readonly List<(FileStream File, bool IsNew, Func<LoadResult, string> Text)> _files = [];

    /// <exception cref="IOException">One cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be written.</exception>
    public LoadFiles(FileInfo? json, FileInfo? page)
    {
        try
        {
            Add(json, result => Terminal.Text(LoadJson.Of(result)) + "\n");
            Add(page, LoadPage.Of);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Writes each, whatever becomes of the others.</summary>
    /// <returns>What went wrong.</returns>
    public IReadOnlyList<string> Write(LoadResult result)
    {
        List<string> faults = [];
        foreach (var (file, _, text) in _files)
            try
            {
                // An earlier run's result. What is no file of a disk, as /dev/stdout, has no length.
                if (file.CanSeek && file.Length > 0) file.SetLength(0);
                file.Write(System.Text.Encoding.UTF8.GetBytes(text(result)));
                file.Flush();
            }
            catch (IOException e)
            {
                faults.Add($"{file.Name}: {e.Message}");
            }
        return faults;
    }

    /// <summary>Leaves no empty file behind that was not there before.</summary>
    public void Dispose()
    {
        foreach (var (file, isNew, _) in _files)
        {
            var isUnused = isNew && file.Length == 0;
            file.Dispose();
            if (isUnused) File.Delete(file.Name);
        }
    }

    private void Add(FileInfo? file, Func<LoadResult, string> text)
    {
        if (file is null) return;
        var isNew = !file.Exists;
        _files.Add((file.Open(FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read), isNew, text));
    }
}
