using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary>Parses values: whatever stands between a separator and the end of a field or an element.</summary>
internal sealed class ValueParser
{
    private readonly TokenReader _tokens;
    private readonly FileContext _file;
    private readonly FieldParser _fields;

    internal ValueParser(TokenReader tokens, FileContext file)
    {
        _tokens = tokens;
        _file = file;
        _fields = new FieldParser(tokens, file, this);
    }

    /// <summary>Everything up to the end of the line, a comma or a closing bracket, joined into one value.</summary>
    internal Node Value(int depth, string expected = "a value")
    {
        _tokens.SkipLines();
        var first = Piece(depth) ?? throw _tokens.Fault(expected);
        List<Node>? pieces = null;
        SpaceNode? space = null;
        while (Piece(depth) is { } piece)
        {
            if (piece is SpaceNode between)
            {
                space = between;
                continue;
            }
            pieces ??= [first];
            if (space is not null)
                pieces.Add(space);
            space = null;
            pieces.Add(piece);
        }
        return pieces is null ? first : Joining.Join(pieces);
    }

    internal ObjectNode Object(int depth)
    {
        var open = _tokens.Take();
        var fields = Fields(open.Origin, depth, TokenKind.CloseBrace);
        _tokens.Take();
        return fields;
    }

    internal ObjectNode Fields(HoconOrigin origin, int depth, TokenKind close)
    {
        RefuseDeeper(depth, origin);
        var fields = new ObjectNode(origin);
        var last = close == TokenKind.End ? "the end of the text" : "'}'";
        _tokens.SkipLines();
        while (!_tokens.At(close))
        {
            _fields.Read(fields, depth, $"a key or {last}");
            Separate(close, $"a comma, a new line, or {last}");
        }
        return fields;
    }

    internal ArrayNode Array(int depth)
    {
        var open = _tokens.Take();
        RefuseDeeper(depth, open.Origin);
        var elements = new List<Node>();
        _tokens.SkipLines();
        while (!_tokens.At(TokenKind.CloseBracket))
        {
            elements.Add(Value(depth + 1, "a value or ']'"));
            Separate(TokenKind.CloseBracket, "a comma, a new line, or ']'");
        }
        _tokens.Take();
        return new ArrayNode(elements, open.Origin);
    }

    /// <summary>Over one comma, or any number of new lines, or both. Before the closing sign neither is needed.</summary>
    private void Separate(TokenKind close, string expected)
    {
        var separated = _tokens.SkipLines();
        if (_tokens.At(TokenKind.Comma))
        {
            _tokens.Take();
            _tokens.SkipLines();
            separated = true;
        }
        if (!separated && !_tokens.At(close))
            throw _tokens.Fault(expected);
    }

    private Node? Piece(int depth)
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.OpenBrace:
                return Object(depth);
            case TokenKind.OpenBracket:
                return Array(depth);
            case TokenKind.Substitution or TokenKind.OptionalSubstitution:
                return Substitution();
            case TokenKind.Space:
                return new SpaceNode(_tokens.Take().Text, token.Origin);
            case TokenKind.Quoted or TokenKind.Number or TokenKind.Plain:
                return new LiteralNode(Literal(_tokens.Take()));
            default:
                return null;
        }
    }

    private static HoconValue Literal(Token token) => token switch
    {
        { Kind: TokenKind.Number } when HoconNumber.TryParse(token.Text, token.Origin, out var number) => number,
        { Kind: TokenKind.Plain, Text: "true" } => new HoconBoolean(true, token.Origin),
        { Kind: TokenKind.Plain, Text: "false" } => new HoconBoolean(false, token.Origin),
        { Kind: TokenKind.Plain, Text: "null" } => new HoconNull(token.Origin),
        _ => new HoconString(token.Text, token.Origin),
    };

    private SubstitutionNode Substitution()
    {
        var open = _tokens.Take();
        var path = PathParser.Read(_tokens, "a path, as in ${a.b}");
        var list = _tokens.At(TokenKind.OpenBracket);
        if (list)
        {
            _tokens.Take();
            _tokens.Take(TokenKind.CloseBracket, "']'");
        }
        _tokens.Take(TokenKind.CloseBrace, "'}' at the end of the substitution");
        return new SubstitutionNode(path, open.Kind == TokenKind.OptionalSubstitution, list, _file.Scopes, open.Origin);
    }

    internal static void RefuseDeeper(int depth, HoconOrigin origin)
    {
        if (depth > Limits.Nesting)
            throw HoconException.At(origin, $"at most {Limits.Nesting} levels of nesting", "one more");
    }
}
