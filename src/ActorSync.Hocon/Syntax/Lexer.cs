namespace ActorSync.Hocon.Syntax;

/// <summary>Cuts a text into tokens. Comments are dropped; what a token means where it stands is the parser's affair.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly string _source;
    private readonly bool _comments;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <param name="text">The whole text.</param>
    /// <param name="source">The name it goes by in faults.</param>
    /// <param name="comments">False where <c>#</c> and <c>//</c> are text, as in a value from a command line.</param>
    internal Lexer(string text, string source, bool comments = true)
    {
        _text = text;
        _source = source;
        _comments = comments;
    }

    private HoconOrigin Here => new(_source, _line, _at - _lineStart + 1);

    private ReadOnlySpan<char> Rest => _text.AsSpan(_at);

    internal Token Next()
    {
        if (StartsComment())
            SkipComment();
        if (_at == _text.Length)
            return new Token(TokenKind.End, "", Here);
        return _text[_at] switch
        {
            '\n' => NewLine(),
            '"' => Quoted(),
            ',' => Sign(TokenKind.Comma, ","),
            ':' => Sign(TokenKind.Colon, ":"),
            '=' => Sign(TokenKind.EqualsSign, "="),
            '{' => Sign(TokenKind.OpenBrace, "{"),
            '}' => Sign(TokenKind.CloseBrace, "}"),
            '[' => Sign(TokenKind.OpenBracket, "["),
            ']' => Sign(TokenKind.CloseBracket, "]"),
            '+' when Rest.StartsWith("+=") => Sign(TokenKind.PlusEquals, "+="),
            '$' when Rest.StartsWith("${?") => Sign(TokenKind.OptionalSubstitution, "${?"),
            '$' when Rest.StartsWith("${") => Sign(TokenKind.Substitution, "${"),
            var character when Characters.IsSpace(character) => Space(),
            var character when Characters.IsReserved(character) => Run(TokenKind.Reserved, 1),
            var character when Characters.IsNumberStart(character) => NumberOrPlain(),
            _ => Plain(_at),
        };
    }

    private bool StartsComment() => _comments && (Rest is ['#', ..] || Rest.StartsWith("//"));

    private void SkipComment()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private Token NewLine()
    {
        var token = Sign(TokenKind.NewLine, "\n");
        _line++;
        _lineStart = _at;
        return token;
    }

    private Token Quoted()
    {
        var origin = Here;
        var text = QuotedText.Read(_text, ref _at, origin);
        if (text.Lines > 0)
        {
            _line += text.Lines;
            _lineStart = _text.LastIndexOf('\n', _at - 1) + 1;
        }
        return new Token(TokenKind.Quoted, text.Value, origin);
    }

    private Token Space()
    {
        var end = _at + 1;
        while (end < _text.Length && Characters.IsSpace(_text[end]))
            end++;
        return Rest is [' ', ..] && end == _at + 1 ? Sign(TokenKind.Space, " ") : Run(TokenKind.Space, end - _at);
    }

    private Token NumberOrPlain()
    {
        var end = _at + 1;
        while (end < _text.Length && (Characters.IsNumberPart(_text[end]) || (_text[end] == '+' && _text[end - 1] is 'e' or 'E')))
            end++;
        if (NumberText.IsNumber(_text.AsSpan(_at, end - _at)))
            return Run(TokenKind.Number, end - _at);
        var plus = _text.AsSpan(_at, end - _at).IndexOf('+');
        return plus < 0 ? Plain(end) : throw HoconException.At(Here, "a number, or text without '+'", $"'{_text[_at..end]}'");
    }

    private Token Plain(int from)
    {
        var end = from;
        while (end < _text.Length && IsPlain(end))
            end++;
        return Run(TokenKind.Plain, end - _at);
    }

    private bool IsPlain(int index) =>
        _text[index] switch
        {
            '\n' => false,
            '/' => !_comments || index + 1 == _text.Length || _text[index + 1] != '/',
            var character => !Characters.IsReserved(character) && !Characters.IsSpace(character),
        };

    private Token Run(TokenKind kind, int length) => Sign(kind, _text.Substring(_at, length));

    private Token Sign(TokenKind kind, string text)
    {
        var token = new Token(kind, text, Here);
        _at += text.Length;
        return token;
    }
}
