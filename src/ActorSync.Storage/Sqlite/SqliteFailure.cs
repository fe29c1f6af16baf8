using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ActorSync.Storage;

/// <summary>What a SQLite error means, by its code (https://sqlite.org/rescode.html).</summary>
internal static class SqliteFailure
{
    /// <param name="isOpening">The store is being opened: what a person set wrongly is refused then; later it may pass.</param>
    public static Exception Translate(Exception failure, string path, bool isOpening)
    {
        var meaning = failure is SqliteException e ? Meaning(e, path) : failure;
        return meaning is StoreRefusedException && !isOpening ? new StoreUnavailableException(meaning.Message, failure) : meaning;
    }

    /// <summary>The statements are the same as ever: it is the tables that somebody has changed.</summary>
    public static StoreUnavailableException OutOfForm(SqliteException failure, string path) => new(
        $"store {path}: its tables are not those that it was opened with: {failure.Message}. Put back what was dropped or changed",
        failure);

    private static Exception Meaning(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        SQLITE_NOTADB => StoreRefusedException.NotActorSync(path, "a file that is no SQLite database", failure),
        SQLITE_CORRUPT => StoreRefusedException.Damaged(path, failure),
        SQLITE_READONLY or SQLITE_CANTOPEN or SQLITE_PERM => StoreRefusedException.NotWritable(path, failure),
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_IOERR or SQLITE_FULL or SQLITE_NOMEM or SQLITE_INTERRUPT or SQLITE_ABORT
            or SQLITE_PROTOCOL or SQLITE_NOLFS or SQLITE_SCHEMA =>
            new StoreUnavailableException($"store {path}: {failure.Message}", failure),
        _ => failure,
    };
}
