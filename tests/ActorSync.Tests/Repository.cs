namespace ActorSync.Tests;

/// <summary>The files that people read, beside the code.</summary>
internal static class Repository
{
    /// <param name="path">From the root, with `/`.</param>
    public static string At(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorSync.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("expected the solution above the tests");
        return Path.Combine(folder.FullName, path);
    }
}
