using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary>Parses one file: fields with or without braces around them, or an array.</summary>
internal static class FileParser
{
    internal static Node Parse(HoconFile file, FileContext context)
    {
        if (file.Text.Length > Limits.FileBytes)
            throw HoconException.At(HoconOrigin.Of(file.Name), $"at most {Limits.FileBytes} characters", $"{file.Text.Length}");
        if (file.Name.EndsWith(".properties", StringComparison.OrdinalIgnoreCase))
            return PropertiesParser.Parse(file);
        var tokens = new TokenReader(new Lexer(file.Text, file.Name));
        var root = Root(tokens, new ValueParser(tokens, context), context.Depth);
        tokens.SkipLines();
        return tokens.At(TokenKind.End) ? root : throw tokens.Fault("the end of the text");
    }

    internal static ObjectNode ParseIncluded(HoconFile file, FileContext context)
    {
        var root = Parse(file, context);
        return root as ObjectNode ?? throw HoconException.At(root.Origin, "an object at the root of an included file", "an array");
    }

    private static Node Root(TokenReader tokens, ValueParser values, int depth)
    {
        tokens.SkipLines();
        return tokens.Current.Kind switch
        {
            TokenKind.OpenBrace => values.Object(depth),
            TokenKind.OpenBracket => values.Array(depth),
            _ => values.Fields(tokens.Current.Origin, depth, TokenKind.End),
        };
    }
}
