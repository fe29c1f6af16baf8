namespace ActorSync.Hocon;

/// <summary>The number grammar of JSON, which is HOCON's too.</summary>
internal static class NumberText
{
    internal static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ['-', ..])
            text = text[1..];
        var whole = Digits(text);
        if (whole == 0 || (whole > 1 && text[0] == '0'))
            return false;
        text = text[whole..];
        return SkipPart(ref text, text is ['.', ..] ? 1 : 0)
            && SkipPart(ref text, text is ['e' or 'E', '+' or '-', ..] ? 2 : text is ['e' or 'E', ..] ? 1 : 0)
            && text.IsEmpty;
    }

    /// <summary>Steps over a mark and the digits it asks for; no mark is fine, a mark without digits is not.</summary>
    private static bool SkipPart(ref ReadOnlySpan<char> text, int mark)
    {
        if (mark == 0)
            return true;
        var digits = Digits(text[mark..]);
        text = text[(mark + digits)..];
        return digits > 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
