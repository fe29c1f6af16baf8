using System.Data.Common;
using Akka.Configuration;
using ActorSync.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace ActorSync.Actors;

/// <summary>
/// The tables of the actors' journal and snapshots, created where they are missing before the node takes work in. The
/// plugin's own way of creating them asks MariaDB for a catalogue that only MySQL has.
/// </summary>
internal sealed class JournalTables
{
    private readonly string _connectionString;
    private readonly bool _isSqlite;
    private readonly string _scripts;

    /// <param name="config">The actor system's: says which database.</param>
    public JournalTables(Config config)
    {
        var journal = config.GetConfig("akka.persistence.journal.sql");
        _connectionString = journal.GetString("connection-string");
        _isSqlite = journal.GetString("provider-name").StartsWith("SQLite", StringComparison.OrdinalIgnoreCase);
        _scripts = _isSqlite ? "Tables/Sqlite" : "Tables/MySql";
    }

    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public Task Create(CancellationToken cancellation) =>
        Do(connection => connection.ExecuteAsync(Command("001-create", null, cancellation)), cancellation);

    /// <summary>Which of the journal's gaps have something in them now.</summary>
    /// <exception cref="StoreUnavailableException">The database is away.</exception>
    public async Task<IReadOnlyList<JournalGap>> Filled(JournalProgress progress, CancellationToken cancellation)
    {
        var parameters = new { gaps = progress.StoredGaps() };
        var found = await Do(
            async connection => (await connection.QueryAsync<long>(Command("filled-gaps", parameters, cancellation))).AsList(),
            cancellation);
        return [.. progress.Gaps.Where(g => found.Exists(position => g.First <= position && position <= g.Last))];
    }

    private async Task<T> Do<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = Connect();
            await connection.OpenAsync(cancellation);
            return await work(connection);
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"the journal's database: {e.Message}", e);
        }
    }

    private DbConnection Connect()
    {
        if (!_isSqlite) return new MySqlConnection(_connectionString);
        if (Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource)) is { } folder)
            Directory.CreateDirectory(folder);
        return new SqliteConnection(_connectionString);
    }

    private CommandDefinition Command(string script, object? parameters, CancellationToken cancellation)
    {
        using var stream = typeof(JournalTables).Assembly.GetManifestResourceStream($"{_scripts}/{script}.sql")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd(), parameters, cancellationToken: cancellation);
    }
}
