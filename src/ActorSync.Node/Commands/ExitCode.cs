namespace ActorSync.Node.Commands;

/// <summary>What a script learns from a command.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command ran, and what it found or did is not all well.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No node answered.</summary>
    public const int Unreachable = 3;
}
