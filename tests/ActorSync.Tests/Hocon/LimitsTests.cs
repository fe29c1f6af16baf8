using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon;

/// <summary>Texts made to break a parser get a fault like any other.</summary>
public sealed class LimitsTests
{
    private const string TooDeep = ": expected at most 512 levels of nesting, found one more";
    private const string TooFar = ": expected references and objects at most 1000 deep in each other, found one more";
    private const string TooMuch =
        ": expected a configuration that resolves to at most 134217728 characters, found more: it repeats itself too often";

    [Theory]
    [InlineData("[", "text:1:514")]
    [InlineData("{a=", "text:1:1538")]
    [InlineData("a{", "text:1:1025")]
    public void Nesting_ends_before_the_stack_does(string level, string place) =>
        Assert.StartsWith(place + TooDeep, Parsed.Fault(Repeat(level, 100_000)), StringComparison.Ordinal);

    [Fact]
    public void So_do_dotted_keys_and_what_is_included()
    {
        Assert.Equal("text:1:1" + TooDeep, Parsed.Fault("a" + Repeat(".a", 100_000) + " = 1"));
        Assert.Equal(
            "x.conf:1:1" + TooDeep,
            Parsed.Faults(() =>
                Parsed.WithFiles(Repeat("a.", 400) + "b { include \"x.conf\" }", ("x.conf", Repeat("a.", 200) + "b = 1")))[0].Message);
        Assert.Equal("override" + TooDeep, Parsed.Faults(() => HoconDocument.Override(Repeat("a.", 600) + "b=1"))[0].Message);
    }

    [Fact]
    public void What_is_not_that_deep_is_fine()
    {
        HoconDocument.Parse(Repeat("[", 500) + Repeat("]", 500)).ResolveValue();
        HoconDocument.Parse(Repeat("{a=", 500) + "1" + Repeat("}", 500)).Resolve();
        HoconDocument.Parse(Repeat("a.", 500) + "b = ${x}, x = 1").Resolve();
    }

    [Fact]
    public void Long_chains_of_references_end_before_the_stack_does()
    {
        Assert.EndsWith(
            TooFar, Parsed.Fault(Lines(10_000, line => $"a{line} = ${{a{line + 1}}}") + "a10000 = 1"), StringComparison.Ordinal);
        Assert.EndsWith(TooFar, Parsed.Fault("a = x\n" + Lines(10_000, _ => "a = ${a}y")), StringComparison.Ordinal);
        Assert.EndsWith(
            TooFar, Parsed.Fault(Lines(10_000, line => $"a{line} {{ b = ${{a{line + 1}}} }}") + "a10000 = 1"), StringComparison.Ordinal);
        Assert.EndsWith(
            TooFar, Parsed.Fault(Lines(10_000, line => $"a{line} = [${{a{line + 1}}}]") + "a10000 = 1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_that_can_be_followed_step_by_step_may_be_long()
    {
        Assert.Equal(
            "1",
            HoconDocument.Parse("a0 = 1\n" + Lines(20_000, line => $"a{line + 1} = ${{a{line}}}")).Resolve().At("a20000").ReadText().Value);
        Assert.Equal(20_000, HoconDocument.Parse(Lines(20_000, line => $"a += {line}")).Resolve().At("a").ReadList().Value.Count);
        Assert.Equal(900, HoconDocument.Parse(Lines(900, _ => "a = ${?a}y")).Resolve().At("a").ReadText().Value.Length);
    }

    [Theory]
    [InlineData("${next}${next}", "xx")]
    [InlineData("${next} ${next}", "[1]")]
    [InlineData("[${next}, ${next}]", "1")]
    [InlineData("{ x = ${next}, y = ${next} }", "1")]
    public void Doubling_over_and_over_is_cut_short(string value, string last) =>
        Assert.EndsWith(
            TooMuch,
            Parsed.Fault(Lines(60, line => $"a{line} = {value.Replace("next", $"a{line + 1}", StringComparison.Ordinal)}")
                + $"a60 = {last}"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("${next}${?no}${next}", "\"\"")]
    [InlineData("${next} ${next}", "{ x { y = 1 } }")]
    public void Doubling_nothing_costs_nothing(string value, string last) =>
        Parsed.Json(Lines(60, line => $"a{line} = {value.Replace("next", $"a{line + 1}", StringComparison.Ordinal)}") + $"a60 = {last}");

    [Fact]
    public void Text_that_is_too_long_is_not_parsed() =>
        Assert.Equal("text: expected at most 16777216 characters, found 16777217", Parsed.Fault(new string(' ', (16 * 1024 * 1024) + 1)));

    [Fact]
    public void A_long_line_of_words_or_values_takes_no_longer_than_many_lines()
    {
        Assert.Equal(999_999, HoconDocument.Parse("a = " + Repeat("word ", 200_000)).Resolve().At("a").ReadText().Value.Length);
        Assert.Equal(100_000, HoconDocument.Parse("a = " + Repeat("[1]", 100_000)).Resolve().At("a").ReadList().Value.Count);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Lines(int count, Func<int, string> line) =>
        string.Concat(Enumerable.Range(0, count).Select(number => line(number) + "\n"));
}
