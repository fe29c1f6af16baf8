using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class LegibleTests
{
    [Theory]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("\u2066a\u2069", "\uFFFDa\uFFFD")]
    [InlineData("\uFEFFa\u200Bb\u00AD", "\uFFFDa\uFFFDb\uFFFD")]
    [InlineData("a\u001B[31m\nb\u0085", "a\uFFFD[31m\uFFFDb\uFFFD")]
    [InlineData("a\u2028b\uDB40\uDC41", "a\uFFFDb\uFFFD")]
    [InlineData("陈敏 größe 😀 [no] שלום", "陈敏 größe 😀 [no] שלום")]
    [InlineData("می\u200Cخواهم 👩\u200D💻", "می\u200Cخواهم 👩\u200D💻")]
    public void What_is_invisible_or_turns_the_direction_is_replaced(string text, string shown) =>
        Assert.Equal(shown, (string?)Legible.Of(new JsonArray(text))![0]);

    [Fact]
    public void All_else_stays_as_it_is()
    {
        var answer = JsonNode.Parse("""{"a":[1.50,true,null,{"b":"c"}],"d":"2026-10-08T00:59:14Z"}""");

        Assert.Equal(answer!.ToJsonString(), Legible.Of(answer)!.ToJsonString());
    }
}
