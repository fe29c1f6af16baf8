namespace ActorSync.Hocon.Syntax;

internal enum TokenKind
{
    End,
    NewLine,

    /// <summary>White space within a line. It has a say in joined values, so it is a token.</summary>
    Space,
    Comma,
    Colon,
    EqualsSign,
    PlusEquals,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,

    /// <summary><c>${</c></summary>
    Substitution,

    /// <summary><c>${?</c></summary>
    OptionalSubstitution,
    Quoted,
    Number,

    /// <summary>Text without quotes, <c>true</c>, <c>false</c> and <c>null</c> among it.</summary>
    Plain,

    /// <summary>A character that HOCON keeps for itself: it needs quotes.</summary>
    Reserved,
}
