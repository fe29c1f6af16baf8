using Xunit;

namespace ActorSync.Tests.Hocon.Reading;

public sealed class ConversionTests
{
    [Theory]
    [InlineData("x", "x")]
    [InlineData("\"\"", "")]
    [InlineData("1.50", "1.50")]
    [InlineData("1E5", "1E5")]
    [InlineData("true", "true")]
    public void Simple_values_read_as_text(string value, string text) => Assert.Equal(text, Parsed.Setting(value).ReadText().Value);

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[]", "an array")]
    [InlineData("{}", "an object")]
    public void Others_do_not(string value, string found) =>
        Assert.Equal($"text:1:7: key: expected text, found {found}", Parsed.Setting(value).ReadText().Fault?.Message);

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("\"on\"", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void Six_words_read_as_booleans(string value, bool boolean) => Assert.Equal(boolean, Parsed.Setting(value).ReadBoolean().Value);

    [Theory]
    [InlineData("True", "the text \"True\"")]
    [InlineData("1", "the number 1")]
    [InlineData("null", "null")]
    [InlineData("[true]", "an array")]
    public void No_others_do(string value, string found) =>
        Assert.Equal(
            $"text:1:7: key: expected true, yes, on, false, no or off, found {found}", Parsed.Setting(value).ReadBoolean().Fault?.Message);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-7", -7)]
    [InlineData("\"42\"", 42)]
    [InlineData("\"+42\"", 42)]
    [InlineData("007", 7)]
    [InlineData("1e3", 1000)]
    [InlineData("2.0", 2)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void Whole_numbers_read_as_such_however_they_are_written(string value, int number)
    {
        Assert.Equal(number, Parsed.Setting(value).ReadInt32().Value);
        Assert.Equal(number, Parsed.Setting(value).ReadDouble().Value);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("1e10")]
    [InlineData("1e19")]
    [InlineData("1e300")]
    [InlineData("9223372036854775808")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\" 1\"")]
    [InlineData("1_000")]
    [InlineData("1s")]
    [InlineData("[1]")]
    public void What_is_none_or_too_large_is_a_fault(string value) =>
        Assert.StartsWith(
            "text:1:7: key: expected a whole number from -2147483648 to 2147483647, found ",
            Parsed.Setting(value).ReadInt32().Fault?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-2.5e-3", -0.0025)]
    [InlineData(".5", 0.5)]
    [InlineData("\"1.\"", 1.0)]
    public void Numbers_read_as_doubles(string value, double number) => Assert.Equal(number, Parsed.Setting(value).ReadDouble().Value);

    [Theory]
    [InlineData("x", "the text \"x\"")]
    [InlineData("NaN", "the text \"NaN\"")]
    [InlineData("Infinity", "the text \"Infinity\"")]
    [InlineData("1e999", "the number 1e999")]
    [InlineData("\"1,5\"", "the text \"1,5\"")]
    public void What_is_not_finite_is_no_number(string value, string found) =>
        Assert.Equal($"text:1:7: key: expected a number, found {found}", Parsed.Setting(value).ReadDouble().Fault?.Message);

    [Theory]
    [InlineData("[x, y]", "x y")]
    [InlineData("[]", "")]
    [InlineData("{ 0 = x, 1 = y }", "x y")]
    [InlineData("{ 10 = y, 9 = x }", "x y")]
    [InlineData("{ 1 = y, a = z, 0 = x, -1 = z, \"1.5\" = z, \"\" = z }", "x y")]
    [InlineData("{ 0 = x, 99999999999 = z, 7 = y }", "x y")]
    public void Arrays_and_objects_with_numbers_for_keys_read_as_lists(string value, string elements) =>
        Assert.Equal(elements, string.Join(' ', Parsed.Setting(value).ReadList().Value.Select(element => element.ReadText().Value)));

    [Theory]
    [InlineData("{}", "an object")]
    [InlineData("{ a = 1 }", "an object")]
    [InlineData("{ -1 = x }", "an object")]
    [InlineData("x", "the text \"x\"")]
    [InlineData("\"[1]\"", "the text \"[1]\"")]
    public void Nothing_else_is_a_list(string value, string found) =>
        Assert.Equal($"text:1:7: key: expected a list, found {found}", Parsed.Setting(value).ReadList().Fault?.Message);
}
