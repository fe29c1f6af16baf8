using System.Buffers;
using System.Globalization;
using System.Text;

namespace ActorSync.Hocon.Syntax;

/// <summary>Text in quotes: JSON's, or three quotes on either side with everything between taken as it is.</summary>
internal readonly record struct QuotedText(string Value, int Lines)
{
    private const string Triple = "\"\"\"";
    private const int CodeLength = 4;

    /// <summary>What ends a run of plain characters: quote, backslash, and the control characters JSON forbids.</summary>
    private static readonly SearchValues<char> Stops =
        SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    /// <param name="text">The whole text.</param>
    /// <param name="at">On the opening quote; afterwards behind the closing one.</param>
    /// <param name="origin">Where that quote stands.</param>
    internal static QuotedText Read(string text, ref int at, HoconOrigin origin) =>
        text.AsSpan(at).StartsWith(Triple) ? ReadTriple(text, ref at, origin) : ReadSingle(text, ref at, origin);

    private static QuotedText ReadTriple(string text, ref int at, HoconOrigin origin)
    {
        var start = at + Triple.Length;
        var end = text.IndexOf(Triple, start, StringComparison.Ordinal);
        if (end < 0)
            throw HoconException.At(
                End(text, origin), $"closing quotes \"\"\" for those at {origin.Line}:{origin.Column}", "the end of the text");
        // Quotes beyond the third belong to the text.
        while (end + Triple.Length < text.Length && text[end + Triple.Length] == '"')
            end++;
        at = end + Triple.Length;
        return new QuotedText(text[start..end], text.AsSpan(start, end - start).Count('\n'));
    }

    private static HoconOrigin End(string text, HoconOrigin origin) =>
        origin with { Line = text.AsSpan().Count('\n') + 1, Column = text.Length - text.LastIndexOf('\n') };

    private static QuotedText ReadSingle(string text, ref int at, HoconOrigin origin)
    {
        var open = at++;
        var value = new StringBuilder();
        while (true)
        {
            var length = text.AsSpan(at).IndexOfAny(Stops);
            if (length < 0)
                throw HoconException.At(origin, "a closing quote", "the end of the text");
            value.Append(text, at, length);
            at += length;
            if (text[at] == '"')
                break;
            var here = origin with { Column = origin.Column + at - open };
            if (text[at] != '\\')
                throw HoconException.At(here, "a closing quote, or an escape such as \\n", Control(text[at]));
            value.Append(Escaped(text, ref at, here));
        }
        at++;
        return new QuotedText(value.ToString(), 0);
    }

    private static char Escaped(string text, ref int at, HoconOrigin here)
    {
        var escape = at + 1 < text.Length ? text[at + 1] : '\0';
        if (escape == 'u')
            return Code(text, ref at, here);
        var character = escape switch
        {
            '"' or '\\' or '/' => escape,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw HoconException.At(
                here, "an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits", Found(text, at, 2)),
        };
        at += 2;
        return character;
    }

    private static char Code(string text, ref int at, HoconOrigin here)
    {
        var digits = text.AsSpan(at + 2, Math.Min(CodeLength, text.Length - at - 2));
        if (digits.Length < CodeLength
            || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw HoconException.At(here, "\\u and four hex digits", Found(text, at, 2 + CodeLength));
        at += 2 + CodeLength;
        return (char)code;
    }

    private static string Found(string text, int at, int length)
    {
        var end = Math.Min(at + length, text.Length);
        var line = text.AsSpan(at, end - at).IndexOf('\n');
        return $"'{text[at..(line < 0 ? end : at + line)]}'";
    }

    private static string Control(char character) =>
        character == '\n' ? "the end of the line" : $"the control character U+{(int)character:X4}";
}
