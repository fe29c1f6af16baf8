using System.Data.Common;
using Dapper;

namespace ActorSync.Storage;

/// <summary>The numbered changes that bring a store's schema to this program's form (`001-create.sql`).</summary>
internal sealed class Migrations
{
    private readonly Statements _statements;
    private readonly Statements _scripts;

    /// <param name="statements">The dialect's, for the version.</param>
    /// <param name="folder">Where the scripts stand.</param>
    public Migrations(Statements statements, string folder)
    {
        (_statements, _scripts) = (statements, Statements.In(folder));
        Newest = _scripts.Operations.Max(NumberOf);
    }

    public int Newest { get; }

    /// <summary>
    /// Applies what is missing. The caller excludes other programs, and ends or drops the whole as one where the database can.
    /// </summary>
    /// <param name="connection">To the store.</param>
    /// <param name="store">Its name, for the refusal of a newer one.</param>
    public void Apply(DbConnection connection, string store)
    {
        var isNew = connection.ExecuteScalar<long>(_statements["schema.tables"], new { name = "schema_version" }) == 0;
        var version = isNew ? 0 : connection.ExecuteScalar<long>(_statements["schema.version"]);
        if (version > Newest) throw StoreRefusedException.Newer(store, version, Newest);
        foreach (var script in _scripts.Operations.Where(s => NumberOf(s) > version).OrderBy(NumberOf))
        {
            connection.Execute(_scripts[script]);
            connection.Execute(_statements["schema.record"], new { version = NumberOf(script) });
        }
    }

    private static int NumberOf(string script) => int.Parse(script.AsSpan(0, script.IndexOf('-', StringComparison.Ordinal)), null);
}
