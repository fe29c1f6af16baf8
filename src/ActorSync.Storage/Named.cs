using System.Collections.Frozen;
using System.Text.Json;

namespace ActorSync.Storage;

/// <summary>Enum members by their stored names, in kebab case: `unknown-effect`.</summary>
internal static class Named<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names =
        Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(n => n.Value, n => n.Key);

    public static string Of(T value) => Names[value];

    public static T Parse(string name) => Values.TryGetValue(name, out var value)
        ? value
        : throw new FormatException($"stored {typeof(T).Name}: expected {string.Join(", ", Values.Keys)}, found {name}");
}
