using System.Data.Common;

namespace ActorSync.Storage;

/// <summary>
/// A store on a MySQL or MariaDB server, with several sessions at once. All calls of the driver are on threads of its own.
/// </summary>
internal sealed class MySqlDialect : IDialect
{
    private readonly MySqlDatabase _database;
    private readonly Workers<DbConnection> _readers;

    public MySqlDialect(MySqlSettings settings)
    {
        (_database, Writers) = (new(settings), settings.Writers);
        _readers = new("store reader", settings.Readers, _database.Open, Translate, MySqlFailure.IsLost);
    }

    public Statements Statements => MySqlDatabase.Texts;

    public int Writers { get; }

    public void Prepare() => _database.Begin();

    public WriteSession Write() => new MySqlSession(_database.Open(), Statements);

    public Task<T> Read<T>(Func<DbConnection, T> question, CancellationToken cancellation) => _readers.Do(question, cancellation);

    public Exception Translate(Exception failure) => _database.Translate(failure);

    public ValueTask DisposeAsync() => _readers.DisposeAsync();
}
