namespace ActorSync.Hocon.Syntax;

internal readonly record struct Token(TokenKind Kind, string Text, HoconOrigin Origin)
{
    /// <summary>The token in a fault's words.</summary>
    internal string Described => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.NewLine => "the end of the line",
        TokenKind.Space => "white space",
        TokenKind.Quoted => $"the text \"{Excerpt.Of(Text)}\"",
        TokenKind.Number => "the number " + Excerpt.Of(Text),
        TokenKind.Reserved => $"'{Text}', which needs quotes",
        _ => $"'{Excerpt.Of(Text)}'",
    };
}
