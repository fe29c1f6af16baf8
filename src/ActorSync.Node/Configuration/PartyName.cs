namespace ActorSync.Node.Configuration;

/// <summary>What a party may be called: the name is part of keys, addresses and environment variables.</summary>
internal static class PartyName
{
    private const int MaxLength = 32;

    public static readonly string Expected = $"a party's name of at most {MaxLength} letters, digits, '-' or '_'";

    public static bool Is(string text) =>
        text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
