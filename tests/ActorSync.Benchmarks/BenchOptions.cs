using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ActorSync.Benchmarks;

/// <summary>Options that several benchmarks have. What makes no sense is refused before anything is started.</summary>
internal static class BenchOptions
{
    private const int MostRounds = 1_000;
    private const int LeastRegistrations = 100;
    private const int MostRegistrations = 1_000_000;

    public static Option<int> Rounds(int usual) => Whole("--rounds", "Interleaved rounds; the medians count", usual, 1, MostRounds);

    public static Option<int> WarmUp(int usual) => Whole(
        "--warm-up", "Rounds before them that do not count: a node runs for months, its compiler for a minute", usual, 0, MostRounds);

    /// <summary>Of fewer, a round would show the clock; more would have to be held in memory at once.</summary>
    public static Option<int> Registrations(string description = "In each round") =>
        Whole("--registrations", description, 10_000, LeastRegistrations, MostRegistrations);

    public static Option<string> Config() => new("--config")
    {
        Description = "HOCON over the defaults, such as another store or delay queue", HelpName = "HOCON", DefaultValueFactory = _ => "",
    };

    public static Option<int> Whole(string name, string description, int usual, int least, int most) => new(name)
    {
        Description = $"{description} ({Range(least, most)})",
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result => Number(result, name, Text(result), least, most) ?? usual,
    };

    /// <summary>Several different ones.</summary>
    public static Option<int[]> Wholes(string name, string description, int[] usual, int least, int most) => new(name)
    {
        Description = $"{description} ({Range(least, most)})",
        HelpName = "number number …",
        DefaultValueFactory = _ => usual,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            int?[] numbers = [.. Words(result).Select(text => Number(result, name, text, least, most))];
            if (numbers.Distinct().Count() < numbers.Length) result.AddError($"{name}: expected each once, found {Text(result)}");
            return [.. numbers.OfType<int>()];
        },
    };

    /// <summary>Some of several words.</summary>
    public static Option<string[]> Some(string name, string description, string[] usual, IReadOnlyList<string> allowed) => new(name)
    {
        Description = $"{description} ({string.Join(", ", allowed)})",
        HelpName = "word word …",
        DefaultValueFactory = _ => usual,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            string[] said = [.. Words(result).Distinct()];
            foreach (var word in said.Except(allowed))
                result.AddError($"{name}: expected some of {string.Join(", ", allowed)}, found {word}");
            if (said.Length == 0) result.AddError($"{name}: expected some of {string.Join(", ", allowed)}, found none");
            return said;
        },
    };

    public static Option<string> One(string name, string description, string usual, params string[] allowed) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', allowed),
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = Text(result);
            if (!allowed.Contains(text)) result.AddError($"{name}: expected {string.Join(" or ", allowed)}, found {text}");
            return text;
        },
    };

    /// <summary>A file that is there.</summary>
    public static Option<FileInfo?> Program(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        CustomParser = result =>
        {
            var file = new FileInfo(Text(result));
            if (!file.Exists) result.AddError($"{name}: expected a file that is there, found {file.FullName}");
            return file;
        },
    };

    private static string Text(ArgumentResult result) => string.Join(' ', result.Tokens.Select(t => t.Value));

    private static IEnumerable<string> Words(ArgumentResult result) =>
        result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static int? Number(ArgumentResult result, string name, string text, int least, int most)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most) return number;
        result.AddError($"{name}: expected a whole number {Range(least, most)}, found {text}");
        return null;
    }

    private static string Range(int least, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
}
