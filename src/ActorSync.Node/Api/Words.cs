using System.Collections.Frozen;
using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>How enums are written for people and scripts: kebab case.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.All[value];

    /// <summary>False when the text names no member.</summary>
    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        foreach (var (member, name) in Names<T>.All)
            if (name == text)
            {
                value = member;
                return true;
            }
        value = default;
        return false;
    }

    public static IEnumerable<string> All<T>() where T : struct, Enum => Names<T>.All.Values;

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> All =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
    }
}
