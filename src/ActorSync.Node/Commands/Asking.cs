using System.CommandLine;

namespace ActorSync.Node.Commands;

/// <summary>Runs a command that asks a node.</summary>
internal static class Asking
{
    public static async Task<int> Run(Terminal terminal, ParseResult parsed, Func<NodeClient, Task<int>> ask)
    {
        using var client = new NodeClient(parsed.GetValue(CommonOptions.Node)!, terminal.Environment.GetValueOrDefault(CommonOptions.KeyVariable));
        return await ask(client);
    }
}
