namespace ActorSync.Redis;

/// <summary>The embedded Lua scripts.</summary>
internal static class Script
{
    /// <param name="file">Where it stands in this project: `Delays/claim.lua`.</param>
    public static string Read(string file)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"expected an embedded script, found {file}", nameof(file)));
        return reader.ReadToEnd();
    }
}
