using ActorSync.Storage;
using Microsoft.Data.Sqlite;

namespace ActorSync.Tests.Storage.Sqlite;

/// <summary>A program of somebody else's that has a database open, such as the sqlite3 shell.</summary>
internal static class Tool
{
    public static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        SqliteLibrary.Choose();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = mode, Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }
}
