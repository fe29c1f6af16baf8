using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>
/// Texts that parties and receivers wrote, as a terminal can show them: what is invisible, or turns the direction of what follows,
/// shows as U+FFFD. What only joins letters or keeps them apart belongs to how some languages are written.
/// </summary>
internal static class Legible
{
    private static readonly Rune NonJoiner = new(0x200C);
    private static readonly Rune Joiner = new(0x200D);

    public static JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Of(f.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        JsonValue value when value.TryGetValue(out string? text) => Of(text),
        _ => node?.DeepClone(),
    };

    private static string Of(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => (IsShown(rune) ? rune : Rune.ReplacementChar).ToString()));

    private static bool IsShown(Rune rune) => rune == NonJoiner || rune == Joiner || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
