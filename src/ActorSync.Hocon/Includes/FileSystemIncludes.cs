using System.Text;

namespace ActorSync.Hocon;

/// <summary>Includes from the file system. A file's name is its full path.</summary>
public static class FileSystemIncludes
{
    private const int PartBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads a file beside the including one. From a source that is not itself a file, only full paths are found: the folder
    /// the process happens to run in has no say in what a configuration means.
    /// </summary>
    public static HoconFile? Read(string name, string includingFile)
    {
        if (name.Contains('\0'))
            return null;
        var folder = Path.IsPathFullyQualified(includingFile) ? Path.GetDirectoryName(includingFile) : null;
        if (folder is not null && name.Length > 0)
            return Read(Path.GetFullPath(name, folder));
        return Path.IsPathFullyQualified(name) ? Read(Path.GetFullPath(name)) : null;
    }

    internal static HoconFile? Read(string path)
    {
        try
        {
            return File.Exists(path) ? new HoconFile(path, Decode(path, Bytes(path))) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw HoconException.At(HoconOrigin.Of(path), "a readable file", failure.Message);
        }
    }

    /// <summary>Until its end: pipes have no length, and what a system makes up while it is read says 0.</summary>
    private static byte[] Bytes(string path)
    {
        using var stream = File.OpenRead(path);
        using var read = new MemoryStream();
        var part = new byte[PartBytes];
        for (int count; (count = stream.Read(part)) > 0; read.Write(part, 0, count))
            if (read.Length + count > Limits.FileBytes)
                throw HoconException.At(
                    HoconOrigin.Of(path), $"at most {Limits.FileBytes} bytes", stream.CanSeek ? $"{stream.Length}" : "more");
        return read.ToArray();
    }

    private static string Decode(string path, byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            var before = Encoding.UTF8.GetString(bytes, 0, failure.Index);
            var origin = new HoconOrigin(path, before.Count(character => character == '\n') + 1, before.Length - before.LastIndexOf('\n'));
            throw HoconException.At(origin, "UTF-8", $"the byte 0x{bytes[failure.Index]:X2}");
        }
    }
}
