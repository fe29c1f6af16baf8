using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>Which keys of a configuration hold what nobody is to read over a shoulder or in a ticket.</summary>
internal static class SecretKeys
{
    /// <summary>Objects whose every value is a secret: keys of the API, and headers, which carry credentials of parties.</summary>
    private static readonly string[] Objects = ["api-keys", "headers"];

    private static readonly string[] Names = ["password", "client-secret", "token"];

    public static IReadOnlyList<string> In(HoconObject root) => [.. Find(root.At("actorsync"), isSecret: false)];

    private static IEnumerable<string> Find(HoconSetting setting, bool isSecret)
    {
        if (setting.Value is not HoconObject) return isSecret && setting.ReadText() is not { Succeeded: true, Value: "" } ? [setting.Key] : [];
        return setting.Fields().SelectMany(field =>
        {
            var name = HoconPath.Parse(field.Key).Keys[^1];
            return Find(field, isSecret || Objects.Contains(name) || (field.Value is not HoconObject && Names.Contains(name)));
        });
    }
}
