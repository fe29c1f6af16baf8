using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Benchmarks;

/// <summary>A benchmark's figures, for people as a table and for scripts as JSON.</summary>
internal sealed class ResultTable(string title, params Column[] columns)
{
    private readonly List<(string? Name, double[] Figures)> _rows = [];

    /// <summary>One figure for each column; what is not a number stays empty.</summary>
    public void Add(params double[] figures) => Add(null, figures);

    /// <param name="name">Of the row; null where its first figure tells it from the others.</param>
    /// <param name="figures">One for each column.</param>
    public void Add(string? name, params double[] figures)
    {
        if (figures.Length != columns.Length)
            throw new ArgumentException($"expected {columns.Length} figures, found {figures.Length}", nameof(figures));
        _rows.Add((name, figures));
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
        ["rows"] = new JsonArray([.. _rows.Select(row => Json(row.Name, row.Figures))]),
    };

    private JsonObject Json(string? name, double[] figures)
    {
        var row = new JsonObject(columns.Zip(figures, (column, figure) =>
            KeyValuePair.Create(column.Key, double.IsFinite(figure) ? (JsonNode?)Math.Round(figure, 4) : null)));
        if (name is not null) row.Insert(0, "name", name);
        return row;
    }

    private void Write()
    {
        var table = new Table().Border(TableBorder.Rounded).Title(title);
        var named = _rows.Any(row => row.Name is not null);
        if (named) table.AddColumn("");
        foreach (var column in columns) table.AddColumn(new TableColumn(column.Title).RightAligned());
        foreach (var (name, figures) in _rows)
            table.AddRow([.. named ? [name ?? ""] : Array.Empty<string>(), .. columns.Zip(figures, (column, figure) =>
                double.IsFinite(figure) ? figure.ToString(column.Format, CultureInfo.InvariantCulture) : "")]);
        AnsiConsole.Write(table);
    }
}
