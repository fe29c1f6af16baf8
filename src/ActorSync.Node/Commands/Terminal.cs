using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Node.Commands;

/// <summary>Where commands read and write: the console, or a test's.</summary>
internal sealed class Terminal(IAnsiConsole output, IAnsiConsole errors, Func<Stream> input, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IAnsiConsole Output => output;

    public Func<Stream> Input => input;

    public IReadOnlyDictionary<string, string> Environment => environment;

    public TimeProvider Time => time;

    public void Json(JsonNode? node) => output.Profile.Out.Writer.WriteLine(node?.ToJsonString(Indented) ?? "null");

    public void Line(string text) => output.Profile.Out.Writer.WriteLine(text);

    /// <returns>The exit code that was given.</returns>
    public int Fault(int exitCode, string text)
    {
        errors.Profile.Out.Writer.WriteLine(text);
        return exitCode;
    }
}
