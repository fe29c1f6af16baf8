using System.Globalization;

namespace ActorSync.Hocon.Syntax;

/// <summary>The character classes of the specification.</summary>
internal static class Characters
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>White space, the line end excepted: only that one separates fields.</summary>
    internal static bool IsSpace(char character) => character switch
    {
        ' ' => true,
        '\n' => false,
        < ' ' => character is >= '\t' and <= '\r' or >= '\u001C',
        < '\u00A0' => false,
        ByteOrderMark => true,
        _ => char.GetUnicodeCategory(character)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    internal static bool IsReserved(char character) =>
        character is '$' or '"' or '{' or '}' or '[' or ']' or ':' or '=' or ',' or '+' or '#'
            or '`' or '^' or '?' or '!' or '@' or '*' or '&' or '\\';

    internal static bool IsNumberStart(char character) => character is >= '0' and <= '9' or '-';

    internal static bool IsNumberPart(char character) => IsNumberStart(character) || character is '.' or 'e' or 'E';
}
