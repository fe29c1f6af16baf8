using System.Runtime.InteropServices;
using System.Text;

namespace ActorSync.Storage;

/// <summary>
/// Which file it is that has a path, so that another one in its place is told from it. Elsewhere than on Linux only whether there is
/// one: Windows lets nobody replace a file that is open.
/// </summary>
internal readonly record struct FileIdentity
{
    private ulong Number { get; init; }

    private (uint Major, uint Minor) Device { get; init; }

    /// <summary>The path as the operating system takes it, made once for many looks.</summary>
    public static byte[] Path(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>Takes as long as `File.Exists`, and does not open the file: closing it again would drop SQLite's locks.</summary>
    /// <returns>Null: there is none, or none that can be seen.</returns>
    public static FileIdentity? At(byte[] path)
    {
        if (!OperatingSystem.IsLinux()) return File.Exists(Encoding.UTF8.GetString(path.AsSpan(..^1))) ? default(FileIdentity) : null;
        return statx(WorkingFolder, path, 0, WantsNumber, out var status) == 0
            ? new() { Number = status.Number, Device = (status.DeviceMajor, status.DeviceMinor) }
            : null;
    }

    // https://man7.org/linux/man-pages/man2/statx.2.html: unlike `stat`, the same on every processor.
    private const int WorkingFolder = -100;
    private const uint WantsNumber = 0x100;

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(32)] public ulong Number;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
