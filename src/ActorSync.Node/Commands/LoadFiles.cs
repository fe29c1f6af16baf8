using System.Text;
using ActorSync.Node.Load;

namespace ActorSync.Node.Commands;

/// <summary>
/// The files that a run's result goes to. Opened before the run: it takes minutes, and is lost where it cannot be written.
/// </summary>
internal sealed class LoadFiles : IDisposable
{
    private const int SamplesAtOnce = 64 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>So that what could not be written is not tried again, and told again, when the file is closed.</summary>
    private static readonly FileStreamOptions Unbuffered = new()
    {
        Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0,
    };

    private readonly List<(FileStream File, bool IsNew, Func<LoadResult, string> Text)> _results = [];
    private readonly List<string> _faults = [];
    private (FileStream File, bool IsNew)? _samples;
    private bool _hasSamples;

    /// <exception cref="IOException">One cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be written.</exception>
    public LoadFiles(FileInfo? json, FileInfo? page, FileInfo? samples)
    {
        try
        {
            Add(json, result => Terminal.Text(LoadJson.Of(result)) + "\n");
            Add(page, LoadPage.Of);
            if (samples is not null) _samples = Opened(samples);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Adds lines to the samples: a step's, when it is over, so that the next one's need no memory beside them.</summary>
    public void Append(IEnumerable<string> lines) => Try(_samples?.File, file =>
    {
        using var writer = new StreamWriter(file, Utf8, SamplesAtOnce, leaveOpen: true);
        if (!_hasSamples)
        {
            Empty(file);
            _hasSamples = true;
            writer.WriteLine(LoadSamples.Header);
        }
        foreach (var line in lines) writer.WriteLine(line);
    });

    /// <summary>Writes each, whatever becomes of the others.</summary>
    /// <returns>What went wrong, the samples included.</returns>
    public IReadOnlyList<string> Write(LoadResult result)
    {
        foreach (var (file, _, text) in _results)
            Try(file, f =>
            {
                Empty(f);
                f.Write(Utf8.GetBytes(text(result)));
                f.Flush();
            });
        return [.. _faults.Distinct()];
    }

    /// <summary>Leaves no empty file behind that was not there before.</summary>
    public void Dispose()
    {
        foreach (var (file, isNew) in _results.Select(f => (f.File, f.IsNew)).Concat(_samples is { } s ? [s] : []))
        {
            var isUnused = isNew && file.Length == 0;
            file.Dispose();
            if (isUnused) File.Delete(file.Name);
        }
    }

    private void Add(FileInfo? file, Func<LoadResult, string> text)
    {
        if (file is null) return;
        var (opened, isNew) = Opened(file);
        _results.Add((opened, isNew, text));
    }

    private static (FileStream File, bool IsNew) Opened(FileInfo file)
    {
        var isNew = !file.Exists;
        return (file.Open(Unbuffered), isNew);
    }

    /// <summary>Drops an earlier run's result. What is no file of a disk, as /dev/stdout, has no length.</summary>
    private static void Empty(FileStream file)
    {
        if (file.CanSeek && file.Length > 0) file.SetLength(0);
    }

    private void Try(FileStream? file, Action<FileStream> write)
    {
        if (file is null) return;
        try
        {
            write(file);
        }
        catch (IOException e)
        {
            _faults.Add($"{file.Name}: {e.Message}");
        }
    }
}
