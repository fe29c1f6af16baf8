using System.Data.Common;
using Akka.Configuration;
using Dapper;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace ActorSync.Actors;

/// <summary>
/// The tables of the actors' journal and snapshots, created where they are missing before the node takes work in. The
/// plugin's own way of creating them asks MariaDB for a catalogue that only MySQL has.
/// </summary>
internal static class JournalTables
{
    /// <param name="config">The actor system's: says which database.</param>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public static async Task Create(Config config, CancellationToken cancellation)
    {
        var journal = config.GetConfig("akka.persistence.journal.sql");
        var provider = journal.GetString("provider-name");
        try
        {
            await using var connection = Connect(provider, journal.GetString("connection-string"));
            await connection.OpenAsync(cancellation);
            await connection.ExecuteAsync(new CommandDefinition(Script(provider), cancellationToken: cancellation));
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"the journal's database: {e.Message}", e);
        }
    }

    private static bool IsSqlite(string provider) => provider.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase);

    private static DbConnection Connect(string provider, string connectionString)
    {
        if (!IsSqlite(provider)) return new MySqlConnection(connectionString);
        if (Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource)) is { } folder) Directory.CreateDirectory(folder);
        return new SqliteConnection(connectionString);
    }

    private static string Script(string provider)
    {
        using var stream = typeof(JournalTables).Assembly.GetManifestResourceStream(IsSqlite(provider) ? "Tables/Sqlite/001-create.sql" : "Tables/MySql/001-create.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
