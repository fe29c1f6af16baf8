using System.Data.Common;
using Dapper;

namespace ActorSync.Benchmarks.Storage;

internal sealed class BareSession : IDisposable
{
    private readonly DbConnection _connection;
    private readonly DbCommand _insert;

    public BareSession(DbConnection connection, int rows)
    {
        (_connection, _insert) = (connection, connection.CreateCommand());
        _insert.CommandText = $"insert into bare (payload) values {string.Join(',', Enumerable.Range(0, rows).Select(i => $"(@p{i})"))}";
        for (var i = 0; i < rows; i++)
        {
            var parameter = _insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            _insert.Parameters.Add(parameter);
        }
    }

    public void Insert(IReadOnlyList<byte[]> payloads)
    {
        for (var i = 0; i < payloads.Count; i++) _insert.Parameters[i].Value = payloads[i];
        _connection.Execute("begin;");
        _insert.ExecuteNonQuery();
        _connection.Execute("commit");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
