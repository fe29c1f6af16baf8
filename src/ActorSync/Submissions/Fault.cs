namespace ActorSync;

/// <summary>One thing wrong with an input: where (JSON pointer, RFC 6901; empty for the whole), and what was expected and found.</summary>
public sealed record Fault(string Pointer, string Detail)
{
    /// <summary>Of one input, so many are told at most: a hostile one may have thousands.</summary>
    public const int MostAtOnce = 50;
}
