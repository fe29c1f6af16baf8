using System.Collections.Frozen;

namespace ActorSync.Storage;

/// <summary>
/// One program at a time for a store: an operating system's lock on a file beside it, which dies with the process.
/// Tools that read the database do not ask for it. The file stays: deleting it would let two programs lock two files.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    /// <summary>EIO, ENFILE, EMFILE, ENOSPC, EROFS, and EDQUOT on Linux and on a Mac.</summary>
    private static readonly FrozenSet<int> Passing = [5, 23, 24, 28, 30, 122, 69];

    /// <summary>Write protected, too many open files, and a disk that is full, by both its names.</summary>
    private static readonly FrozenSet<int> PassingOnWindows =
        [unchecked((int)0x80070013), unchecked((int)0x80070004), unchecked((int)0x80070027), unchecked((int)0x80070070)];

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <exception cref="StoreRefusedException">Another program has it, or it cannot be written.</exception>
    /// <exception cref="StoreUnavailableException">The disk is full, or takes no writes at the moment.</exception>
    public static FileLock Take(string store)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(store)!);
            return new(new FileStream(store + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsTaken(e.HResult))
        {
            throw StoreRefusedException.InUse(store, e);
        }
        catch (IOException e) when (Passes(e))
        {
            throw new StoreUnavailableException($"store {store}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreRefusedException.NotWritable(store, e);
        }
    }

    /// <summary>Whether another file beside it cannot be made for reasons that pass. SQLite alone says only that it cannot.</summary>
    public static bool HasNoRoomBeside(string store)
    {
        try
        {
            using var probe = new FileStream(
                store + ".probe", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Passes(e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool Passes(Exception e) => (OperatingSystem.IsWindows() ? PassingOnWindows : Passing).Contains(e.HResult);

    private static bool IsTaken(int code) =>
        code == (OperatingSystem.IsWindows() ? SharingViolationOnWindows : OperatingSystem.IsMacOS() ? WouldBlockOnMac : WouldBlockOnLinux);
}
