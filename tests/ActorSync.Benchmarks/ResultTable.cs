using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ActorSync.Benchmarks;

/// <summary>A benchmark's figures, for people as a table and for scripts as JSON.</summary>
internal sealed class ResultTable(string title, params Column[] columns)
{
    private readonly List<(string? Name, Figure[] Figures)> _rows = [];

    /// <summary>Whether people see the rounds that the figures are the medians of; scripts always do.</summary>
    public bool ShowsRounds { get; init; }

    /// <summary>One figure for each column; what is not a number stays empty.</summary>
    public void Add(params Figure[] figures) => Add(null, figures);

    /// <param name="name">Of the row; null where its first figure tells it from the others.</param>
    /// <param name="figures">One for each column.</param>
    public void Add(string? name, params Figure[] figures)
    {
        if (figures.Length != columns.Length)
            throw new ArgumentException($"expected {columns.Length} figures, found {figures.Length}", nameof(figures));
        _rows.Add((name, figures));
    }

    /// <summary>Rounded to what is measured at all. Under `rounds`, the rounds of each figure that has some.</summary>
    public JsonObject Json() => new()
    {
        ["title"] = title,
        ["rows"] = new JsonArray([.. _rows.Select(row => Json(row.Name, row.Figures))]),
    };

    public void Write()
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        var named = _rows.Any(row => row.Name is not null) || ShowsRounds;
        if (named) table.AddColumn("");
        foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(column.Title)).RightAligned());
        foreach (var (name, figures) in _rows)
        {
            if (ShowsRounds)
                for (var round = 0; round < figures.Max(f => f.Rounds.Count); round++)
                    Write(
                        table, $"{name} {round + 1}".TrimStart(),
                        figures.Select(f => round < f.Rounds.Count ? f.Rounds[round] : double.NaN));
            Write(table, named ? ShowsRounds ? $"{name} median".TrimStart() : name ?? "" : null, figures.Select(f => f.Value));
        }
        AnsiConsole.Write(table);
    }

    private static JsonNode? Json(double figure) => double.IsFinite(figure) ? Math.Round(figure, 4) : null;

    private JsonObject Json(string? name, Figure[] figures)
    {
        var row = new JsonObject(columns.Zip(figures, (column, figure) => KeyValuePair.Create(column.Key, Json(figure.Value))));
        if (name is not null) row.Insert(0, "name", name);
        var rounds = columns.Zip(figures).Where(c => c.Second.Rounds.Count > 0).Select(c =>
            KeyValuePair.Create(c.First.Key, (JsonNode?)new JsonArray([.. c.Second.Rounds.Select(Json)]))).ToArray();
        if (rounds.Length > 0) row["rounds"] = new JsonObject(rounds);
        return row;
    }

    private void Write(Table table, string? name, IEnumerable<double> figures) => table.AddRow([
        .. name is null ? Array.Empty<string>() : [Markup.Escape(name)],
        .. columns.Zip(figures, (column, figure) =>
            double.IsFinite(figure) ? figure.ToString(column.Format, CultureInfo.InvariantCulture) : ""),
    ]);
}
