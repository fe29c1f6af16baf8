using ActorSync.Storage;

namespace ActorSync.Node.Configuration;

/// <summary>Where events and the registration log are. Closed: all kinds are here.</summary>
internal abstract record StoreSettings
{
    private StoreSettings() { }

    /// <summary>How many transactions the store takes at the same time.</summary>
    public abstract int Writers { get; }

    public abstract Task<SqlStore> Open(CancellationToken cancellation);

    /// <summary>In a file on this machine.</summary>
    public sealed record Embedded(SqliteSettings File) : StoreSettings
    {
        public override int Writers => 1;

        public override Task<SqlStore> Open(CancellationToken cancellation) => SqlStore.Open(File, cancellation);
    }

    /// <summary>On a MySQL or MariaDB server.</summary>
    public sealed record InMySql(MySqlSettings Server) : StoreSettings
    {
        public override int Writers => Server.Writers;

        public override Task<SqlStore> Open(CancellationToken cancellation) => SqlStore.Open(Server, cancellation);
    }
}
