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

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <exception cref="StoreRefusedException">Another program has it, or it cannot be written.</exception>
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreRefusedException.NotWritable(store, e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsTaken(int code) =>
        code == (OperatingSystem.IsWindows() ? SharingViolationOnWindows : OperatingSystem.IsMacOS() ? WouldBlockOnMac : WouldBlockOnLinux);
}
