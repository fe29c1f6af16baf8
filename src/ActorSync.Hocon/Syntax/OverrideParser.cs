using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary>Parses one <c>path=value</c> from a command line, where nothing is a comment.</summary>
internal static class OverrideParser
{
    internal static ObjectNode Parse(string assignment, string source)
    {
        var tokens = Tokens(assignment, source);
        var path = PathParser.Read(tokens, "a key");
        ValueParser.RefuseDeeper(path.Keys.Count, HoconOrigin.Of(source));
        var separator = tokens.Current;
        if (separator.Kind is not (TokenKind.EqualsSign or TokenKind.PlusEquals))
            throw tokens.Fault($"'=' behind the key {path}");
        var value = Value(assignment, separator, path.Keys.Count);
        var root = new ObjectNode(separator.Origin);
        root.Add(path.Span, separator.Kind == TokenKind.PlusEquals ? new AppendNode(value, separator.Origin) : value);
        return root;
    }

    private static Node Value(string assignment, Token separator, int depth)
    {
        var start = separator.Origin.Column - 1 + separator.Text.Length;
        try
        {
            // What stands before the value is blanked rather than cut off: faults keep their columns.
            var tokens = Tokens(assignment[start..].PadLeft(assignment.Length), separator.Origin.Source);
            var value = new ValueParser(tokens, FileContext.Alone(separator.Origin.Source)).Value(depth);
            return tokens.At(TokenKind.End) ? value : throw tokens.Fault("the end of the value");
        }
        catch (HoconException) when (!LooksLikeHocon(assignment.AsSpan(start)))
        {
            return new LiteralNode(new HoconString(assignment[start..], separator.Origin));
        }
    }

    private static bool LooksLikeHocon(ReadOnlySpan<char> value)
    {
        value = value.TrimStart();
        return value is ['{' or '[' or '"', ..] || value.StartsWith("${");
    }

    private static TokenReader Tokens(string text, string source) => new(new Lexer(text, source, comments: false));
}
