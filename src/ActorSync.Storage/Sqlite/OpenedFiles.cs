namespace ActorSync.Storage;

/// <summary>
/// The database and its write-ahead log, as they were when the store was opened. A file that was deleted, moved away or replaced
/// takes writes as before, and nobody would find them there again.
/// </summary>
internal sealed class OpenedFiles
{
    private readonly string _path, _logPath;
    private readonly (byte[] Path, FileIdentity? Identity) _database, _log;

    /// <param name="path">Of the database, which is open, and stays so.</param>
    /// <param name="opened">The same as SQLite has opened it: where the path is a link, the log lies beside what it leads to.</param>
    public OpenedFiles(string path, string opened)
    {
        (_path, _logPath) = (path, opened + "-wal");
        _database = AsItIs(path);
        _log = AsItIs(_logPath);
    }

    /// <exception cref="StoreUnavailableException">One of them is not there any more, or another one is in its place.</exception>
    public void Check()
    {
        if (HasMoved(_database))
            throw new StoreUnavailableException(
                $"store {_path}: the database file was deleted, moved away or replaced while the program ran. Nothing is taken in "
                + "until it is back; to go on with the file that is there instead, start the program again");
        if (HasMoved(_log))
            throw new StoreUnavailableException(
                $"store {_path}: {_logPath}, the write-ahead log, was deleted, moved away or replaced while the program ran. Nothing "
                + "is taken in any more: stop the program, which puts what it held into the database, and start it again");
    }

    private static (byte[] Path, FileIdentity? Identity) AsItIs(string path)
    {
        var bytes = FileIdentity.Path(path);
        return (bytes, FileIdentity.At(bytes));
    }

    private static bool HasMoved((byte[] Path, FileIdentity? Identity) file) => FileIdentity.At(file.Path) != file.Identity;
}
