using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>Where commands read and write: the console, or a test's.</summary>
internal sealed class Terminal(
    IAnsiConsole output, IAnsiConsole errors, Func<Stream> input, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The process's own console. Text that goes to a file or a pipe carries no colours.</summary>
    public static Terminal OfProcess() => new(
        To(Console.Out, Console.IsOutputRedirected), To(Console.Error, Console.IsErrorRedirected), Console.OpenStandardInput,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? ""),
        TimeProvider.System);

    public IAnsiConsole Output => output;

    public Func<Stream> Input => input;

    public IReadOnlyDictionary<string, string> Environment => environment;

    public TimeProvider Time => time;

    public void Json(JsonNode? node) => output.Profile.Out.Writer.WriteLine(Text(node));

    /// <summary>JSON as people like to read it.</summary>
    public static string Text(JsonNode? node) => node?.ToJsonString(Indented) ?? "null";

    public void Line(string text) => output.Profile.Out.Writer.WriteLine(text);

    /// <returns>The exit code that was given.</returns>
    public int Fault(int exitCode, string text)
    {
        try
        {
            errors.Profile.Out.Writer.WriteLine(text);
        }
        catch (IOException)
        {
            // There is no other place to say it in; the exit code still tells.
        }
        return exitCode;
    }

    private static IAnsiConsole To(TextWriter writer, bool redirected) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
    });
}
