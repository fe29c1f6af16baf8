namespace ActorSync.Storage;

/// <summary>The store cannot be used as it is: waiting does not help, unlike with <see cref="StoreUnavailableException"/>.</summary>
public sealed class StoreRefusedException : Exception
{
    private StoreRefusedException(StoreFault fault, string store, string message, Exception? inner = null)
        : base($"store {store}: {message}", inner) =>
        (Fault, Store) = (fault, store);

    public StoreFault Fault { get; }

    /// <summary>Which store: a path, or a server and database.</summary>
    public string Store { get; }

    public static StoreRefusedException InUse(string store, Exception? inner = null) =>
        new(StoreFault.InUse, store, "another program has it open; one store serves one program", inner);

    public static StoreRefusedException NotWritable(string store, Exception inner) =>
        new(StoreFault.NotWritable, store, $"it cannot be created or written there: {inner.Message}", inner);

    public static StoreRefusedException NotActorSync(string store, string found, Exception? inner = null) =>
        new(StoreFault.NotActorSync, store, $"expected a database of ActorSync, or none; found {found}", inner);

    public static StoreRefusedException Damaged(string store, Exception inner) =>
        new(StoreFault.Damaged, store, $"its content is damaged; restore it from a backup: {inner.Message}", inner);

    public static StoreRefusedException Newer(string store, long found, long known) => new(
        StoreFault.Newer, store,
        $"expected schema version {known} at most, found {found}: a newer version of the program has written it");

    public static StoreRefusedException OtherShards(string store, long found, int configured) =>
        new(StoreFault.OtherShards, store, $"it was created with {found} shards, and that is fixed; the configuration says {configured}");
}
