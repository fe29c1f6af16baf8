using System.Text;

namespace ActorSync.Hocon.Syntax;

/// <summary>Reads a path expression: keys with dots between them, where quoted text holds no dots that count.</summary>
internal sealed class PathParser
{
    private readonly List<string> _keys = [];
    private readonly StringBuilder _key = new();
    private bool _quoted;

    private PathParser()
    {
    }

    internal static HoconPath Parse(string text)
    {
        var tokens = new TokenReader(new Lexer(text, $"path '{text}'"));
        var path = Read(tokens, "a key");
        return tokens.At(TokenKind.End) ? path : throw tokens.Fault("a key, a dot, or the end of the path");
    }

    /// <summary>Reads up to the first token that cannot be part of a path, and over the white space before it.</summary>
    internal static HoconPath Read(TokenReader tokens, string expected)
    {
        tokens.SkipSpace();
        if (!IsPart(tokens.Current))
            throw tokens.Fault(expected);
        var first = tokens.Take();
        var space = Space(tokens);
        // Most keys are one word; the rest pay for being more.
        if (!IsPart(tokens.Current) && (first.Kind == TokenKind.Quoted || !first.Text.Contains('.')))
            return HoconPath.Of(first.Text);
        var parser = new PathParser();
        parser.Add(first);
        while (IsPart(tokens.Current))
        {
            parser._key.Append(space);
            parser.Add(tokens.Take());
            space = Space(tokens);
        }
        parser.Close(first.Origin);
        return HoconPath.Of(parser._keys);
    }

    private static bool IsPart(Token token) => token.Kind is TokenKind.Quoted or TokenKind.Number or TokenKind.Plain;

    private static string Space(TokenReader tokens) => tokens.At(TokenKind.Space) ? tokens.Take().Text : "";

    private void Add(Token token)
    {
        if (token.Kind == TokenKind.Quoted)
        {
            _quoted = true;
            _key.Append(token.Text);
            return;
        }
        var parts = token.Text.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                Close(token.Origin);
            _key.Append(parts[i]);
        }
    }

    private void Close(HoconOrigin origin)
    {
        if (_key.Length == 0 && !_quoted)
            throw HoconException.At(origin, "a key on either side of each dot (\"\" for an empty one)", "none");
        _keys.Add(_key.ToString());
        _key.Clear();
        _quoted = false;
    }
}
