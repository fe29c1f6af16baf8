using System.Text.Json;
using System.Text.RegularExpressions;
using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>Hides what nobody is to read over a shoulder or in a ticket, whatever part of a configuration it is in.</summary>
internal static partial class Secrets
{
    private const string Hidden = "***";

    /// <summary>Objects whose every value is a secret: keys of the API, and headers, which carry credentials of parties.</summary>
    private static readonly string[] Objects = ["api-keys", "headers"];

    /// <summary>What a key ends with that holds a secret: the libraries have keys of their own.</summary>
    private static readonly string[] Endings =
    [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "cookie", "credential", "credentials",
        "api-key", "apikey", "access-key", "accesskey", "account-key", "accountkey", "private-key", "privatekey",
        "secret-key", "secretkey", "shared-key", "sharedkey",
    ];

    /// <summary>Assignments for <see cref="HoconDocument.Override"/> that put something else over each secret.</summary>
    public static IReadOnlyList<string> Hide(HoconObject root) =>
        [.. root.Fields.Keys.SelectMany(key => Hide(root.At(HoconPath.Of([key]).ToString()), key, isSecret: false))];

    /// <summary>A text without the passwords and keys that can be told by what stands around them.</summary>
    public static string Hide(string text) =>
        Question().Replace(UserInfo().Replace(ConnectionString().Replace(text, $"$1={Hidden}"), $"$1{Hidden}@"), $"$1{Hidden}");

    private static IEnumerable<string> Hide(HoconSetting setting, string name, bool isSecret)
    {
        if (setting.Value is HoconObject)
            return setting.Fields().SelectMany(field => Hide(field, field.Name, isSecret || Objects.Contains(name)));
        return Shown(setting, name, isSecret) is { } shown ? [$"{setting.Key}=\"{JsonEncodedText.Encode(shown)}\""] : [];
    }

    /// <summary>What is shown instead; null: there is nothing to hide.</summary>
    private static string? Shown(HoconSetting setting, string name, bool isSecret)
    {
        // No key leads to an element of a list: with a secret in it, the list is hidden.
        if (setting.Value is HoconArray) return isSecret || IsSecret(name) || setting.ReadList().Value.Any(HasSecret) ? Hidden : null;
        if (setting.ReadText() is not { Succeeded: true, Value: { Length: > 0 } text }) return null;
        if (isSecret || IsSecret(name)) return Hidden;
        var shown = Hide(text);
        return shown == text ? null : shown;
    }

    private static bool HasSecret(HoconSetting element) =>
        element.Value is HoconObject ? Hide(element, "", isSecret: false).Any() : Shown(element, "", isSecret: false) is not null;

    private static bool IsSecret(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>All that follows a password goes with it: what looks like its end may be part of it.</summary>
    [GeneratedRegex(
        @"(password|passwd|pwd|(?:account|access|shared)[ -]?key)\s*=.*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"(://[^/@:\s]*:)[^/\s]+@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    /// <summary>What an address asks with: a placeholder in braces is no secret.</summary>
    [GeneratedRegex(
        @"([?&][^=&#\s]*(?:token|secret|signature|credentials?|apikey|(?<![a-z])(?:key|sig))=)(?!\{)[^&#\s]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Question();
}
