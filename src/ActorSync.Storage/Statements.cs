using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ActorSync.Storage;

/// <summary>The embedded SQL of one dialect: texts by the name of their operation.</summary>
internal sealed partial class Statements
{
    private const string Extension = ".sql";
    private const string Comment = "-- ";
    private readonly FrozenDictionary<string, string> _texts;

    private Statements(FrozenDictionary<string, string> texts) => _texts = texts;

    public IEnumerable<string> Operations => _texts.Keys;

    public string this[string operation] => _texts.TryGetValue(operation, out var text)
        ? text
        : throw new ArgumentException($"expected one of the embedded statements, found {operation}", nameof(operation));

    /// <param name="folder">Where the files stand in this project: `Sqlite/Statements`.</param>
    public static Statements In(string folder)
    {
        var assembly = typeof(Statements).Assembly;
        var prefix = folder + "/";
        return new(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[prefix.Length..^Extension.Length], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }));
    }

    /// <summary>
    /// A statement whose lines depend on the question: a line that ends in a comment of marks (`-- by party if status`)
    /// stands only when all of them are given.
    /// </summary>
    public string For(string operation, IReadOnlySet<string> marks) => string.Join('\n', this[operation].Split('\n')
        .Where(line => !line.StartsWith(Comment, StringComparison.Ordinal) && MarksOf(line).All(marks.Contains)));

    private static IEnumerable<string> MarksOf(string line) =>
        line.IndexOf(Comment, StringComparison.Ordinal) is >= 0 and var at ? Mark().Matches(line[at..]).Select(m => m.Value) : [];

    [GeneratedRegex(@"\b(by|if) \w+")]
    private static partial Regex Mark();
}
