using System.Text;
using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using Spectre.Console;
using Xunit;

namespace ActorSync.Tests.Node;

/// <summary>What came of a command.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    private const int Width = 300;

    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>Runs the command line as the program would, over a console of the test's own.</summary>
    public static Task<CommandRun> Of(params string[] args) => Of(args, "");

    public static Task<CommandRun> Of(string[] args, string input, params (string Name, string Value)[] environment) =>
        Into(new(), args, input, errors: new(), environment);

    /// <summary>The same over writers of the test's own, such as one that fails.</summary>
    public static async Task<CommandRun> Into(
        StringWriter output, string[] args, string input, StringWriter? errors = null, params (string Name, string Value)[] environment)
    {
        errors ??= new();
        var terminal = new Terminal(
            Console(output), Console(errors), () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            environment.ToDictionary(v => v.Name, v => v.Value), TimeProvider.System);
        var exitCode = await CommandLine.Run(args, terminal, new() { Output = output, Error = errors });
        return new(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>Asserts that it failed so, with a message for people and not for programmers.</summary>
    public CommandRun Failed(int exitCode, params string[] says)
    {
        Assert.True(exitCode == ExitCode, $"expected exit code {exitCode}, found {ExitCode}\n{Output}\n{Errors}");
        Assert.All(says, text => Assert.Contains(text, Errors, StringComparison.Ordinal));
        Assert.NotEqual("", Errors.Trim());
        Assert.DoesNotContain("Exception", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
        return this;
    }

    public CommandRun Ok()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Errors}");
        Assert.Equal("", Errors);
        return this;
    }

    public static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        return console;
    }
}
