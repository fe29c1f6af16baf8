namespace ActorSync.Storage;

/// <summary>Why a store is refused. None of these passes by itself: a person has to act.</summary>
public enum StoreFault
{
    /// <summary>Another program has it open.</summary>
    InUse,

    /// <summary>It cannot be created or written there.</summary>
    NotWritable,

    /// <summary>It is a database of something else, or no database at all.</summary>
    NotActorSync,

    /// <summary>Its content is damaged.</summary>
    Damaged,

    /// <summary>A newer version of the program has written it.</summary>
    Newer,

    /// <summary>It was created with another number of shards, which is fixed for ever.</summary>
    OtherShards,
}
