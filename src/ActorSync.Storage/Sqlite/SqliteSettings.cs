namespace ActorSync.Storage;

/// <summary>Where an embedded store is, and how it was or will be created.</summary>
public sealed record SqliteSettings
{
    /// <summary>A shard costs a row and a lock; thousands serve no purpose in one process.</summary>
    public const int MaxShards = 4096;

    private SqliteSettings(string path, int shards) => (Path, Shards) = (path, shards);

    /// <summary>The database file, as an absolute path. Its folder is created where it is missing.</summary>
    public string Path { get; }

    /// <summary>How many shards the accounts are spread over: fixed when the store is created.</summary>
    public int Shards { get; }

    /// <exception cref="ArgumentException">A value is out of its range; the message says which and why.</exception>
    public static SqliteSettings Create(string path, int shards)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new ArgumentException("path: expected a file name, found nothing", nameof(path));
        if (path.Contains('\0')) throw new ArgumentException("path: expected a file name, found a NUL in it", nameof(path));
        if (shards is < 1 or > MaxShards) throw new ArgumentException($"shards: expected 1 to {MaxShards}, found {shards}", nameof(shards));
        return new(System.IO.Path.GetFullPath(path), shards);
    }
}
