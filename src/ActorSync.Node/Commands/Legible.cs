using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>
/// Texts that parties and receivers wrote, as a terminal can show them: what is invisible, or turns the direction of what follows,
/// shows as U+FFFD.
/// </summary>
internal static class Legible
{
    public static JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Of(f.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        JsonValue value when value.TryGetValue(out string? text) => Of(text),
        _ => node?.DeepClone(),
    };

    private static string Of(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => (IsShown(rune) ? rune : Rune.ReplacementChar).ToString()));

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
