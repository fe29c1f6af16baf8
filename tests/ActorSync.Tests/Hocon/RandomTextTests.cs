using System.Text.Json;
using System.Text.Json.Nodes;
using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon;

public sealed class RandomTextTests
{
    [Fact]
    public void JSON_means_what_it_means_to_others() =>
        Any.Holds(Any.Json, json => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(Rendered(json))), json));

    [Fact]
    public void What_was_rendered_parses_to_the_same() => Any.Holds(Any.Document, text =>
    {
        if (Resolved(text) is { } value)
            Assert.Equal(value, HoconDocument.Parse(HoconJson.Write(value)).ResolveValue());
    });

    [Fact]
    public void One_document_over_another_means_the_same_as_one_behind_the_other_in_one_file() =>
        Any.Holds(FsCheck.Fluent.Gen.Two(Any.DocumentWithoutCycles), texts =>
        {
            var (below, above) = texts;
            var apart = Resolved(() => HoconDocument.Parse(above).WithFallback(HoconDocument.Parse(below)));
            Assert.Equal(Resolved($"{below}\n{above}"), apart);
        });

    [Fact]
    public void Pieces_of_HOCON_in_any_order_give_a_value_or_a_fault() => Any.Holds(Any.Soup, Use);

    [Fact]
    public void So_does_HOCON_with_a_mistake() => Any.Holds(Any.Mutated(Any.Mutated(Any.Document)), Use);

    [Fact]
    public void So_does_JSON_with_a_mistake() => Any.Holds(Any.Mutated(Any.Json), Use);

    [Fact]
    public void So_does_an_override() => Any.Holds(Any.Mutated(Any.Soup), text => Resolved(() => HoconDocument.Override(text)));

    [Fact]
    public void Values_keep_what_was_meant_however_they_are_laid_out() => Any.Holds(Any.Document, text =>
        Assert.Equal(
            Resolved(text),
            Resolved($"{{ # all of it\n{text.Replace("\n", "\r\n,// next\n\n", StringComparison.Ordinal)}\n}} // end")));

    private static void Use(string text)
    {
        if (Resolved(() => HoconDocument.Parse(text, "text", (name, _) => new HoconFile(name, "a = ${?b}"))) is { } value)
            JsonDocument.Parse(HoconJson.Write(value)).Dispose();
    }

    private static string Rendered(string text) => HoconJson.Write(HoconDocument.Parse(text).ResolveValue());

    private static HoconValue? Resolved(string text) => Resolved(() => HoconDocument.Parse(text));

    private static HoconValue? Resolved(Func<HoconDocument> document)
    {
        try
        {
            return document().ResolveValue();
        }
        catch (HoconException)
        {
            return null;
        }
    }
}
