using System.Text.Json;
using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Values;

public sealed class HoconJsonTests
{
    [Fact]
    public void A_value_is_rendered_indented_with_numbers_as_written_and_letters_as_they_are() =>
        Assert.Equal(
            """
            {
              "größe": 1.50,
              "a": {
                "b": [
                  true,
                  null,
                  "日本 <&> \"q\"\n"
                ],
                "empty": {},
                "none": []
              }
            }
            """.ReplaceLineEndings(),
            HoconJson.Write(HoconDocument.Parse(
                "größe = 1.50, a { b = [true, null, \"日本 <&> \\\"q\\\"\\n\"], empty {}, none = [] }").Resolve()));

    [Fact]
    public void Numbers_in_a_list_are_indented_as_texts_are() =>
        Assert.Equal(
            """
            {
              "a": [
                1,
                -2.50e3
              ]
            }
            """.ReplaceLineEndings(),
            HoconJson.Write(HoconDocument.Parse("a = [1, -2.50e3]").Resolve()));

    [Fact]
    public void It_can_be_written_into_a_larger_document()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            HoconJson.Write(Parsed.Setting("1e5").Value!, writer);
            writer.WriteEndArray();
        }
        Assert.Equal("[1e5]"u8.ToArray(), stream.ToArray());
    }

    [Fact]
    public void Deep_values_are_rendered_too()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(level => $"a{level} = [${{a{level + 1}}}]\n")) + "a400 = x";
        JsonDocument.Parse(
            HoconJson.Write(HoconDocument.Parse(text).Resolve().Fields["a0"]), new JsonDocumentOptions { MaxDepth = 1000 }).Dispose();
    }
}
