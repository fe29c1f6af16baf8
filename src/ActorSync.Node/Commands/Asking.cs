using System.CommandLine;

namespace ActorSync.Node.Commands;

/// <summary>Runs a command that asks a node.</summary>
internal static class Asking
{
    public static async Task<int> Run(Terminal terminal, ParseResult parsed, Func<NodeClient, Task<int>> ask)
    {
        var key = terminal.Environment.GetValueOrDefault(CommonOptions.KeyVariable);
        using var client = new NodeClient(parsed.GetValue(CommonOptions.Node)!, key);
        return await ask(client);
    }
}
