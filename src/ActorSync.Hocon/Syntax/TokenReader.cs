namespace ActorSync.Hocon.Syntax;

/// <summary>The tokens of one text, with the one that is next.</summary>
internal sealed class TokenReader
{
    private readonly Lexer _lexer;

    internal TokenReader(Lexer lexer)
    {
        _lexer = lexer;
        Current = lexer.Next();
    }

    internal Token Current { get; private set; }

    internal bool At(TokenKind kind) => Current.Kind == kind;

    internal Token Take()
    {
        var token = Current;
        Current = _lexer.Next();
        return token;
    }

    internal Token Take(TokenKind kind, string expected) => At(kind) ? Take() : throw Fault(expected);

    internal void SkipSpace()
    {
        while (At(TokenKind.Space))
            Take();
    }

    /// <summary>Skips white space and line ends; says whether there was a line end.</summary>
    internal bool SkipLines()
    {
        var lines = false;
        while (Current.Kind is TokenKind.Space or TokenKind.NewLine)
            lines |= Take().Kind == TokenKind.NewLine;
        return lines;
    }

    internal HoconException Fault(string expected) => HoconException.At(Current.Origin, expected, Current.Described);
}
