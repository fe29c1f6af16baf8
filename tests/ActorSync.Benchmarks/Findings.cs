using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Benchmarks;

/// <summary>What a benchmark has found.</summary>
/// <param name="Show">For people.</param>
/// <param name="Json">For scripts.</param>
internal sealed record Findings(Action Show, Func<JsonNode> Json)
{
    /// <summary>False: something that was to be measured failed on the way. What was found is shown all the same.</summary>
    public bool IsWhole { get; init; } = true;

    public static Findings Of(params ResultTable[] tables) => new(
        () =>
        {
            foreach (var table in tables) table.Write();
        },
        () => new JsonArray([.. tables.Select(t => t.Json())]));

    /// <summary>With a figure under the tables.</summary>
    /// <param name="key">For scripts.</param>
    /// <param name="text">For people; stands for itself, without markup.</param>
    public Findings With(string key, double figure, string text) => this with
    {
        Show = () =>
        {
            Show();
            AnsiConsole.WriteLine(text);
        },
        Further = [.. Further, KeyValuePair.Create(key, figure)],
    };

    /// <summary>Figures beside the tables, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Further { get; private init; } = [];
}
