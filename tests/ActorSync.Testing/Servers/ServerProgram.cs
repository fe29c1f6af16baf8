namespace ActorSync.Tests.Servers;

/// <summary>A server's program on this machine.</summary>
internal static class ServerProgram
{
    /// <summary>Where servers are that are not for every user's path.</summary>
    private static readonly string[] AlsoIn = ["/usr/sbin", "/usr/local/sbin"];

    /// <returns>Its full path; null where it is not installed.</returns>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(AlsoIn)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
