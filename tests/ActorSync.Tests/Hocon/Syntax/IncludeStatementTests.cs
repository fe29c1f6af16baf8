using Xunit;

namespace ActorSync.Tests.Hocon.Syntax;

public sealed class IncludeStatementTests
{
    private const string Expected = "expected a name in quotes, or one in file(), url(), classpath() or required(), behind include";

    [Theory]
    [InlineData("include \"x.conf\"")]
    [InlineData("include\"x.conf\"")]
    [InlineData("include \n\n \"x.conf\"")]
    [InlineData("include # comment\n\"x.conf\"")]
    [InlineData("include file(\"x.conf\")")]
    [InlineData("include file( \n \"x.conf\" \n )")]
    [InlineData("include required(\"x.conf\")")]
    [InlineData("include required( \"x.conf\" )")]
    [InlineData("include required(file(\"x.conf\"))")]
    [InlineData("include required( file( \"x.conf\" ) )")]
    [InlineData("include required(\nfile(\n\"x.conf\"\n)\n)")]
    [InlineData("{ include \"x.conf\" }")]
    [InlineData("{ include \"x.conf\", }")]
    [InlineData("include \"x.conf\",")]
    public void A_file_is_named_in_quotes(string text) =>
        Assert.Equal("""{"x":1}""", Parsed.Json(Parsed.WithFiles(text, ("x.conf", "x = 1"))));

    [Theory]
    [InlineData("include x", "main.conf:1:9: {0}, found 'x'")]
    [InlineData("include", "main.conf:1:8: {0}, found the end of the text")]
    [InlineData("include = 1", "main.conf:1:9: {0}, found '='")]
    [InlineData("include { }", "main.conf:1:9: {0}, found '{'")]
    [InlineData("include ${x}", "main.conf:1:9: {0}, found '${'")]
    [InlineData("include file (\"x\")", "main.conf:1:9: {0}, found 'file'")]
    [InlineData("include File(\"x\")", "main.conf:1:9: {0}, found 'File('")]
    [InlineData("include file(x)", "main.conf:1:9: {0}, found 'file(x)'")]
    [InlineData("include file(required(\"x\"))", "main.conf:1:9: {0}, found 'file(required('")]
    [InlineData("include file(:\"x\")", "main.conf:1:14: {0}, found ':'")]
    [InlineData("include file(\"x\"", "main.conf:1:17: expected ')', found the end of the text")]
    [InlineData("include file(\"x\" y)", "main.conf:1:18: expected ')', found 'y)'")]
    [InlineData("include file(\"x\"))", "main.conf:1:17: expected ')', found '))'")]
    [InlineData("include required(file(\"x\")", "main.conf:1:27: expected ')', found the end of the text")]
    [InlineData("include \"x\" \"y\"", "main.conf:1:13: expected a comma, a new line, or the end of the text, found the text \"y\"")]
    [InlineData("include \"x\" = 1", "main.conf:1:13: expected a comma, a new line, or the end of the text, found '='")]
    [InlineData("include \"x\" a = 1", "main.conf:1:13: expected a comma, a new line, or the end of the text, found 'a'")]
    public void A_statement_that_is_none_is_a_fault(string text, string fault) =>
        Assert.Equal(fault.Replace("{0}", Expected, StringComparison.Ordinal), Parsed.Faults(() => Parsed.WithFiles(text))[0].Message);

    [Theory]
    [InlineData("an include = 1", """{"an include":1}""")]
    [InlineData("\"include\" = 1", """{"include":1}""")]
    [InlineData("\"include\" x = 1", """{"include x":1}""")]
    [InlineData("includes = 1", """{"includes":1}""")]
    [InlineData("include.x = 1", """{"include":{"x":1}}""")]
    [InlineData("a = include", """{"a":"include"}""")]
    [InlineData("a = include \"x\"", """{"a":"include x"}""")]
    [InlineData("[include]", """["include"]""")]
    public void The_word_means_something_only_where_a_key_begins(string text, string json) => Assert.Equal(json, Parsed.Json(text));
}
