using System.Text.Json;
using Dapper;

namespace ActorSync.Peers.Polling;

/// <summary>The two tables. A connection of the driver's pool for each call.</summary>
internal sealed class Tables(string connection)
{
    /// <summary>The database, too.</summary>
    public async Task Create()
    {
        var place = new MySqlConnectionStringBuilder(connection);
        var database = place.Database;
        place.Database = "";
        await using (var server = new MySqlConnection(place.ConnectionString))
            await server.ExecuteAsync($"CREATE DATABASE IF NOT EXISTS `{database}` CHARACTER SET utf8mb4");
        await using var db = await Open();
        await db.ExecuteAsync(Statement("create"));
    }

    /// <summary>All in one commit. What is there already, by origin and id, stays as it is.</summary>
    public async Task Insert(IReadOnlyList<Submission> submissions)
    {
        await using var db = await Open();
        var rows = JsonSerializer.Serialize(
            submissions.Select(s => new { origin = s.Origin, id = s.Id, account = s.Account, line = s.Line }));
        await db.ExecuteAsync(Statement("insert"), new { rows });
    }

    /// <summary>The oldest that are due.</summary>
    public async Task<IReadOnlyList<Row>> Page(int limit)
    {
        await using var db = await Open();
        var rows = await db.QueryAsync<(ulong Seq, string Line)>(Statement("page"), new { limit });
        return [.. rows.Select(r => new Row(r.Seq, Submission.Parse(r.Line)))];
    }

    public async Task<ILookup<string, HeldRegistration>> Held(IEnumerable<string> accounts)
    {
        await using var db = await Open();
        return (await db.QueryAsync<HeldRegistration>(Statement("held"), new { accounts })).ToLookup(r => r.Account);
    }

    /// <summary>Everything about a page in one commit.</summary>
    public async Task Finish(IEnumerable<RowOutcome> outcomes, IReadOnlyCollection<HeldRegistration> held)
    {
        await using var db = await Open();
        await using var transaction = await db.BeginTransactionAsync();
        await db.ExecuteAsync(Statement("finish"), new { rows = JsonSerializer.Serialize(outcomes) }, transaction);
        if (held.Count > 0) await db.ExecuteAsync(Statement("hold"), new { rows = JsonSerializer.Serialize(held) }, transaction);
        await transaction.CommitAsync();
    }

    private async Task<MySqlConnection> Open()
    {
        var db = new MySqlConnection(connection);
        await db.OpenAsync();
        return db;
    }

    private static string Statement(string name)
    {
        using var reader = new StreamReader(typeof(Tables).Assembly.GetManifestResourceStream($"{name}.sql")!);
        return reader.ReadToEnd();
    }
}
