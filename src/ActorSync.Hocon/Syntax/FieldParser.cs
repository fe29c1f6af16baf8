using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Syntax;

/// <summary>Parses one field of an object, or the include statement that stands in its place.</summary>
internal sealed class FieldParser(TokenReader tokens, FileContext file, ValueParser values)
{
    private const string IncludeWord = "include";

    internal void Read(ObjectNode into, int depth, string expected)
    {
        if (tokens.Current is { Kind: TokenKind.Plain, Text: IncludeWord })
        {
            var origin = tokens.Take().Origin;
            IncludeStatement.Read(tokens, origin).Apply(file, into, depth);
            return;
        }
        var start = tokens.Current.Origin;
        var path = PathParser.Read(tokens, expected);
        var valueDepth = depth + path.Keys.Count;
        ValueParser.RefuseDeeper(valueDepth, start);
        into.Add(path.Span, Value(path, valueDepth));
    }

    private Node Value(HoconPath path, int depth)
    {
        tokens.SkipLines();
        var separator = tokens.Current;
        switch (separator.Kind)
        {
            case TokenKind.OpenBrace:
                return values.Value(depth);
            case TokenKind.Colon or TokenKind.EqualsSign:
                tokens.Take();
                return values.Value(depth);
            case TokenKind.PlusEquals:
                tokens.Take();
                return new AppendNode(values.Value(depth + 1), separator.Origin);
            default:
                throw tokens.Fault($"':', '=', '+=' or '{{' behind the key {Excerpt.Of(path.ToString())}");
        }
    }
}
