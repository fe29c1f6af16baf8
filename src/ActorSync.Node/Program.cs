using System.Collections;
using ActorSync.Node.Commands;
using Spectre.Console;

// Text that goes to a file or a pipe carries no colours.
static IAnsiConsole To(TextWriter writer, bool redirected) => AnsiConsole.Create(new()
{
    Out = new AnsiConsoleOutput(writer),
    Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
    ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
});

var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "");
var terminal = new Terminal(
    To(Console.Out, Console.IsOutputRedirected), To(Console.Error, Console.IsErrorRedirected), Console.OpenStandardInput, environment, TimeProvider.System);
return await CommandLine.Run(args, terminal);
