using System.Text;

namespace ActorSync.Tests;

/// <summary>Files that hold a stored form as it was once written: what is in a store today must be readable for ever.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Stored", "Golden");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path));

    /// <summary>Null when there is no such file.</summary>
    public static byte[]? Read(string file)
    {
        var path = Path.Combine(Folder, file);
        return File.Exists(path) ? Encoding.UTF8.GetBytes(File.ReadAllText(path).TrimEnd('\n')) : null;
    }
}
