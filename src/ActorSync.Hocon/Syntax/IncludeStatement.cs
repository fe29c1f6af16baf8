using System.Text;
using System.Text.RegularExpressions;
using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary><c>include "name"</c>, with <c>file()</c>, <c>url()</c>, <c>classpath()</c> and <c>required()</c> around the name.</summary>
internal sealed partial class IncludeStatement
{
    private const string Expected =
        "a name in quotes, or one in file(), url(), classpath() or required(), behind include";

    private readonly HoconOrigin _origin;
    private readonly string _name;
    private readonly string _kind;
    private readonly bool _required;

    private IncludeStatement(HoconOrigin origin, string name, string kind, bool required)
    {
        _origin = origin;
        _name = name;
        _kind = kind;
        _required = required;
    }

    internal static IncludeStatement Read(TokenReader tokens, HoconOrigin origin)
    {
        tokens.SkipLines();
        var start = tokens.Current;
        var words = Words(tokens);
        var shape = Opening().Match(words);
        if (!shape.Success)
            throw HoconException.At(start.Origin, Expected, start.Described);
        var name = tokens.Take(TokenKind.Quoted, Expected);
        Close(tokens, words.Count(character => character == '('));
        return new IncludeStatement(origin, name.Text, shape.Groups["kind"].Value, shape.Groups["required"].Success);
    }

    internal void Apply(FileContext file, ObjectNode into, int depth)
    {
        var found = false;
        foreach (var name in Candidates())
            found |= file.TryInclude(name, into, depth, _origin);
        if (_required && !found)
            throw HoconException.At(_origin, $"the required file \"{_name}\"", "none");
    }

    /// <summary>A name without extension stands for all three formats; the last wins, so HOCON comes last.</summary>
    private IEnumerable<string> Candidates()
    {
        if (_kind == "classpath")
            return [];
        if (_kind == "url" || Scheme().IsMatch(_name))
            return [LocalPath()];
        return Path.GetExtension(_name) switch
        {
            ".conf" or ".json" or ".properties" => [_name],
            "" => [_name + ".properties", _name + ".json", _name + ".conf"],
            _ => [_name + ".properties", _name + ".json", _name + ".conf", _name],
        };
    }

    private string LocalPath() =>
        Uri.TryCreate(_name, UriKind.Absolute, out var url) && url is { IsFile: true, Host: "" }
            ? url.LocalPath
            : throw HoconException.At(_origin, "a local file: a configuration does not reach over the network", $"\"{_name}\"");

    private static string Words(TokenReader tokens)
    {
        var words = new StringBuilder();
        while (tokens.Current.Kind is TokenKind.Plain or TokenKind.Space or TokenKind.NewLine)
            words.Append(tokens.Take().Text);
        return words.ToString();
    }

    private static void Close(TokenReader tokens, int open)
    {
        while (open > 0)
        {
            tokens.SkipLines();
            if (!tokens.At(TokenKind.Plain) || tokens.Current.Text.Length > open || tokens.Current.Text.Trim(')').Length > 0)
                throw tokens.Fault("')'");
            open -= tokens.Take().Text.Length;
        }
    }

    [GeneratedRegex(@"^((?<required>required)\(\s*)?((?<kind>file|url|classpath)\(\s*)?\z")]
    private static partial Regex Opening();

    [GeneratedRegex("^(https?|ftp|file|jar):", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
