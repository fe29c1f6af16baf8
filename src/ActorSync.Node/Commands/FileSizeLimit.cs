using System.Runtime.InteropServices;

namespace ActorSync.Node.Commands;

/// <summary>
/// A limit on how long files may be (`ulimit -f`). Its signal ends a program without a word; cancelled, the write that met it fails
/// instead, and is told, or waited for, as a full disk is (R26).
/// </summary>
internal static class FileSizeLimit
{
    /// <summary>SIGXFSZ, which .NET has no name for: the same on Linux and on a Mac.</summary>
    private const PosixSignal Exceeded = (PosixSignal)25;

    /// <returns>As long as it is kept, the limit ends nothing; null where there is no such signal.</returns>
    public static IDisposable? Outlive() => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
        ? PosixSignalRegistration.Create(Exceeded, context => context.Cancel = true)
        : null;
}
