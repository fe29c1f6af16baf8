using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Values;

public sealed class HoconValueTests
{
    [Theory]
    [InlineData("{ b = 1, c = [x, null] }", "{ c = [\"x\",\n null], b : 1 }")]
    [InlineData("[]", "[ ]")]
    [InlineData("x y", "\"x y\"")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    public void Values_that_say_the_same_are_equal(string one, string other)
    {
        Assert.Equal(Parsed.Setting(one).Value, Parsed.Setting(other).Value);
        Assert.Equal(Parsed.Setting(one).Value?.GetHashCode(), Parsed.Setting(other).Value?.GetHashCode());
    }

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("1", "1.0")]
    [InlineData("true", "\"true\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("[1, 2]", "[2, 1]")]
    [InlineData("{ a = 1 }", "{ a = 2 }")]
    [InlineData("{ a = 1 }", "{ b = 1 }")]
    [InlineData("{ a = 1 }", "{ a = 1, b = 1 }")]
    public void Others_are_not(string one, string other) => Assert.NotEqual(Parsed.Setting(one).Value, Parsed.Setting(other).Value);

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0.0e-0", true)]
    [InlineData("1E+99", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("01", false)]
    [InlineData("+1", false)]
    [InlineData(".1", false)]
    [InlineData("1.", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("1 ", false)]
    [InlineData("١", false)]
    public void A_number_is_what_JSON_calls_one(string written, bool number) =>
        Assert.Equal(number, HoconNumber.TryParse(written, HoconOrigin.None, out _));
}
