namespace ActorSync.Peers.RedisPoller;

/// <summary>The embedded scripts.</summary>
internal static class Scripts
{
    public static readonly string Add = Read("add");
    public static readonly string Claim = Read("claim");
    public static readonly string Later = Read("later");
    public static readonly string Unlock = Read("unlock");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Scripts).Assembly.GetManifestResourceStream($"{name}.lua")!);
        return reader.ReadToEnd();
    }
}
