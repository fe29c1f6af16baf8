using System.Globalization;
using System.Text;
using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary>
/// Java properties: a key and a text per line. Dots in a key make objects; where a key is both an object and a text, the
/// object wins, in whatever order they stand.
/// </summary>
internal static class PropertiesParser
{
    private const string Spaces = " \t\f";

    internal static ObjectNode Parse(HoconFile file)
    {
        var root = new ObjectNode(new HoconOrigin(file.Name, 1, 1));
        var properties = new OrderedDictionary<string, LiteralNode>();
        foreach (var (line, origin) in Lines(file))
        {
            var keyEnd = KeyEnd(line);
            var value = line[keyEnd..].TrimStart(Spaces.ToCharArray());
            if (value is ['=' or ':', ..])
                value = value[1..].TrimStart(Spaces.ToCharArray());
            properties[Unescape(line[..keyEnd], origin)] = new LiteralNode(new HoconString(Unescape(value, origin), origin));
        }
        // Shortest first: an object under a key always comes after a text at that key, and hides it.
        foreach (var (key, value) in properties.OrderBy(property => property.Key.Count(character => character == '.')))
        {
            var path = key.Split('.');
            ValueParser.RefuseDeeper(path.Length, value.Origin);
            root.Add(path, value);
        }
        return root;
    }

    /// <summary>Logical lines, without comments and blank ones. A backslash at the end draws the next line in.</summary>
    private static IEnumerable<(string Line, HoconOrigin Origin)> Lines(HoconFile file)
    {
        var logical = new StringBuilder();
        var first = 0;
        var number = 0;
        foreach (var raw in file.Text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r').TrimStart(Spaces.ToCharArray());
            if (logical.Length == 0 && (line.Length == 0 || line[0] is '#' or '!'))
                continue;
            if (logical.Length == 0)
                first = number;
            var continued = (line.Length - line.TrimEnd('\\').Length) % 2 == 1;
            logical.Append(line, 0, continued ? line.Length - 1 : line.Length);
            if (continued)
                continue;
            yield return (logical.ToString(), new HoconOrigin(file.Name, first, 1));
            logical.Clear();
        }
        if (logical.Length > 0)
            yield return (logical.ToString(), new HoconOrigin(file.Name, first, 1));
    }

    private static int KeyEnd(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
                i++;
            else if (line[i] is '=' or ':' || Spaces.Contains(line[i]))
                return i;
        }
        return line.Length;
    }

    private static string Unescape(string text, HoconOrigin origin)
    {
        if (!text.Contains('\\'))
            return text;
        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || ++i == text.Length)
                value.Append(i < text.Length ? text[i] : "");
            else
                value.Append(Escaped(text, ref i, origin));
        }
        return value.ToString();
    }

    private static char Escaped(string text, ref int at, HoconOrigin origin)
    {
        const int codeLength = 4;
        if (text[at] != 'u')
            return text[at] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', var other => other };
        var digits = text.AsSpan(at + 1, Math.Min(codeLength, text.Length - at - 1));
        if (digits.Length < codeLength
            || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw HoconException.At(origin, "\\u and four hex digits", $"'\\u{digits}'");
        at += codeLength;
        return (char)code;
    }
}
