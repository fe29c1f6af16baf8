using System.Text.Json;
using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class WhiteSpaceTests
{
    public static TheoryData<int> Spaces => [
        ' ', '\t', '\v', '\f', '\r', 0x1C, 0x1D, 0x1E, 0x1F, 0xFEFF,
        0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
        0x2028, 0x2029, 0x202F, 0x205F, 0x3000];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Around_values_it_does_not_count(int code)
    {
        var space = (char)code;
        Assert.Equal(
            """{"a":"b","c":[1]}""",
            Parsed.Json($"{space}a{space}={space}b{space},{space}c{space}={space}[{space}1{space}]{space}"));
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Between_pieces_of_text_it_is_kept(int code)
    {
        var space = (char)code;
        using var json = JsonDocument.Parse(Parsed.Json($"a = x{space}{space}y"));
        Assert.Equal($"x{space}{space}y", json.RootElement.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData('\u0000')]
    [InlineData('\u0001')]
    [InlineData('\u0008')]
    [InlineData('\u001B')]
    [InlineData('\u0085')]
    [InlineData('\u200B')]
    [InlineData('\u2060')]
    public void Other_invisible_characters_are_text(char character)
    {
        using var json = JsonDocument.Parse(Parsed.Json($"a = {character}x{character}"));
        Assert.Equal($"{character}x{character}", json.RootElement.GetProperty("a").GetString());
    }
}
