namespace ActorSync;

/// <summary>One thing wrong with an input: where (JSON pointer, RFC 6901; empty for the whole), and what was expected and found.</summary>
public sealed record Fault(string Pointer, string Detail);
