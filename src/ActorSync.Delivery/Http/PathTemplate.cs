using System.Buffers;
using System.Globalization;

namespace ActorSync.Delivering;

/// <summary>An address with placeholders, taken apart once.</summary>
internal sealed class PathTemplate
{
    private static readonly SearchValues<char> Braces = SearchValues.Create("{}");

    // RFC 3986: what may stand in a path or a query as it is.
    private static readonly SearchValues<char> Literals =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%");

    // What is put in is encoded already, and a second opinion would merge "%2F" or ".." into the path around it.
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string[] _literals;
    private readonly string[] _words;

    /// <param name="literals">One more than there are words: before, between and after them.</param>
    /// <param name="words">The placeholders, without braces.</param>
    private PathTemplate(string[] literals, string[] words) => (_literals, _words) = (literals, words);

    public static IReadOnlyList<string> Words { get; } = ["account", "meeting", "mainMeeting", "origin", "revision", "operation"];

    /// <summary>What is wrong with a call's path, or null.</summary>
    public static string? FaultOf(string? path)
    {
        if (path is null || !path.StartsWith('/')) return $"expected a path from its first / on, found {path ?? "nothing"}";
        var rest = path.AsSpan();
        while (rest.IndexOfAny(Braces) is >= 0 and var at)
        {
            var end = rest[at] == '{' ? rest[at..].IndexOf('}') : -1;
            if (end < 0) return $"expected each brace with its other half, found {path}";
            var word = rest[(at + 1)..(at + end)].ToString();
            if (!Words.Contains(word)) return $"expected one of the placeholders {{{string.Join("}, {", Words)}}}, found {{{word}}}";
            if (FaultOfLiteral(rest[..at]) is { } fault) return fault;
            rest = rest[(at + end + 1)..];
        }
        return FaultOfLiteral(rest);
    }

    /// <param name="template">Without fault.</param>
    public static PathTemplate Parse(string template)
    {
        var parts = template.Split('{', '}');
        return new([.. parts.Where((_, i) => i % 2 == 0)], [.. parts.Where((_, i) => i % 2 == 1)]);
    }

    /// <summary>Null when an id cannot stand in its place: a segment "." or ".." means another path, encoded or not.</summary>
    public Uri? AddressOf(AccountId account, Delivery delivery)
    {
        // Two parts for each word, and the last literal; templates are short, so this stays small.
        var parts = new string[_literals.Length + _words.Length];
        parts[0] = _literals[0];
        for (var i = 0; i < _words.Length; i++)
        {
            var value = ValueOf(_words[i], account, delivery);
            if (value is "." or ".." && _literals[i].EndsWith('/') && _literals[i + 1] is ("" or ['/' or '?', ..])) return null;
            parts[2 * i + 1] = Uri.EscapeDataString(value);
            parts[2 * i + 2] = _literals[i + 1];
        }
        return new(string.Concat(parts), Verbatim);
    }

    private static string ValueOf(string word, AccountId account, Delivery delivery) => word switch
    {
        "account" => account.Value,
        "meeting" => delivery.Id.Meeting.Value,
        "mainMeeting" => delivery.MainMeeting?.Value ?? "",
        "origin" => delivery.Id.Submission.Origin.Value,
        "revision" => delivery.Revision.ToString(CultureInfo.InvariantCulture),
        _ => Named.Of(delivery.Operation),
    };

    private static string? FaultOfLiteral(ReadOnlySpan<char> literal)
    {
        if (literal.IndexOfAnyExcept(Literals) is >= 0 and var odd) return $"expected percent-encoded text, found '{literal[odd]}'";
        foreach (var segment in literal.Split('/'))
            if (literal[segment] is "." or "..") return "expected no segment . or ..";
        return null;
    }
}
