using System.Collections.Frozen;
using System.Text.Json;

namespace ActorSync;

/// <summary>Enum members by name, in kebab case as in JSON: `unknown-effect`. The names are stored, and part of the API.</summary>
public static class Named
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.Of[value];

    /// <summary>All names, in the order of the members.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Names<T>.All;

    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Names<T>.Values.TryGetValue(name, out value);

    /// <exception cref="FormatException">The text names no member.</exception>
    public static T Parse<T>(string name) where T : struct, Enum =>
        TryParse(name, out T value)
            ? value
            : throw new FormatException($"{typeof(T).Name}: expected {string.Join(", ", All<T>())}, found {name}");

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Of.ToFrozenDictionary(n => n.Value, n => n.Key);

        public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<T>().Select(v => Of[v])];
    }
}
