using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Benchmarks;

/// <summary>A benchmark's figures, for people as a table and for scripts as JSON.</summary>
internal sealed class ResultTable(string title, params Column[] columns)
{
    private const int WidthInFile = 160;
    private readonly List<double[]> _rows = [];

    /// <summary>One figure for each column; what is not a number stays empty.</summary>
    public void Add(params double[] figures)
    {
        if (figures.Length != columns.Length) throw new ArgumentException($"expected {columns.Length} figures, found {figures.Length}", nameof(figures));
        _rows.Add(figures);
    }

    public void Show(bool asJson)
    {
        Live.End();
        if (asJson) Console.WriteLine(Json());
        else Write();
    }

    private JsonObject Json() => new()
    {
        ["title"] = title,
        ["rows"] = new JsonArray([.. _rows.Select(row => new JsonObject(columns.Zip(row, (column, figure) =>
            KeyValuePair.Create(column.Key, double.IsFinite(figure) ? (JsonNode?)Math.Round(figure, 4) : null))))]),
    };

    private void Write()
    {
        // A file has no width.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthInFile;
        var table = new Table().Border(TableBorder.Rounded).Title(title);
        foreach (var column in columns) table.AddColumn(new TableColumn(column.Title).RightAligned());
        foreach (var row in _rows)
            table.AddRow([.. columns.Zip(row, (column, figure) => double.IsFinite(figure) ? figure.ToString(column.Format, CultureInfo.InvariantCulture) : "")]);
        AnsiConsole.Write(table);
    }
}
