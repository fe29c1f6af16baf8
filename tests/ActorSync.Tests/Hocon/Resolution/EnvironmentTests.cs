using ActorSync.Hocon;
using Xunit;

namespace ActorSync.Tests.Hocon.Resolution;

public sealed class EnvironmentTests
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["HOME"] = "/home/me",
        ["EMPTY"] = "",
        ["PORT"] = "8080",
        ["a.b"] = "dotted",
        ["LIST_0"] = "x",
        ["LIST_1"] = "y",
        ["LIST_3"] = "never",
        ["FLAT.0"] = "x",
        ["FLAT.1"] = "y",
    };

    [Theory]
    [InlineData("v = ${HOME}", """{"v":"/home/me"}""")]
    [InlineData("v = ${?HOME}", """{"v":"/home/me"}""")]
    [InlineData("v = ${HOME}/x", """{"v":"/home/me/x"}""")]
    [InlineData("v = ${EMPTY}", """{"v":""}""")]
    [InlineData("v = ${PORT}", """{"v":"8080"}""")]
    [InlineData("v = ${a.b}", """{"v":"dotted"}""")]
    [InlineData("v = ${\"a.b\"}", """{"v":"dotted"}""")]
    [InlineData("v = ${?home}", "{}")]
    [InlineData("v = ${?NOPE}", "{}")]
    [InlineData("v = 1, v = ${?PORT}", """{"v":"8080"}""")]
    public void What_the_configuration_does_not_say_the_environment_may(string text, string json) =>
        Assert.Equal(json, Parsed.Json(text, Environment));

    [Theory]
    [InlineData("HOME = here, v = ${HOME}", """{"HOME":"here","v":"here"}""")]
    [InlineData("HOME = null, v = ${HOME}", """{"HOME":null,"v":null}""")]
    [InlineData("HOME = {}, v = ${HOME}", """{"HOME":{},"v":{}}""")]
    public void What_the_configuration_says_it_says_even_if_it_is_null(string text, string json) =>
        Assert.Equal(json, Parsed.Json(text, Environment));

    [Theory]
    [InlineData("HOME = ${HOME}/x", """{"HOME":"/home/me/x"}""")]
    [InlineData("HOME = ${?HOME}", """{"HOME":"/home/me"}""")]
    public void A_field_may_build_on_the_variable_of_its_name(string text, string json) =>
        Assert.Equal(json, Parsed.Json(text, Environment));

    [Theory]
    [InlineData("v = ${LIST[]}", """{"v":["x","y"]}""")]
    [InlineData("v = [w] ${?LIST[]}", """{"v":["w","x","y"]}""")]
    [InlineData("v = ${?NOPE[]}", "{}")]
    [InlineData("LIST = [1], v = ${LIST[]}", """{"LIST":[1],"v":[1]}""")]
    [InlineData("v = ${FLAT}", """{"v":["x","y"]}""")]
    public void Numbered_variables_are_a_list(string text, string json) => Assert.Equal(json, Parsed.Json(text, Environment));

    [Fact]
    public void A_list_that_is_nowhere_is_a_fault() =>
        Assert.Equal(
            "text:1:5: v: expected a value for ${X[]}, found none in the configuration or the environment",
            Parsed.Fault("v = ${X[]}"));

    [Fact]
    public void A_value_from_outside_names_its_variable() =>
        Assert.Equal(
            "environment variable PORT: port: expected true, yes, on, false, no or off, found the text \"8080\"",
            HoconDocument.Parse("port = ${PORT}").Resolve(Environment.GetValueOrDefault).At("port").ReadBoolean().Fault?.Message);
}
