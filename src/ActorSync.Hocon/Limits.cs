namespace ActorSync.Hocon;

/// <summary>Bounds that turn a hostile or broken file into a fault instead of a crash.</summary>
internal static class Limits
{
    /// <summary>Levels of objects, arrays and dotted keys, inclusions counted in.</summary>
    internal const int Nesting = 512;

    /// <summary>Files including files. An inclusion cycle is found by name first; this catches the ones names do not show.</summary>
    internal const int IncludeDepth = 50;

    internal const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Evaluations under way at once. Half the stack of a pool thread with the frames as they are.</summary>
    internal const int ResolutionDepth = 1000;

    /// <summary>
    /// What a document may resolve to, in characters, with everything that substitutions repeat counted again, and the work
    /// of resolving with it: a few seconds at most.
    /// </summary>
    internal const long ResolvedSize = 128L * 1024 * 1024;

    /// <summary>A value counts as this many characters besides its text.</summary>
    internal const int ValueSize = 8;

    /// <summary>So does each look at something assigned to a field that cannot simply be read off.</summary>
    internal const int StepSize = 256;
}
