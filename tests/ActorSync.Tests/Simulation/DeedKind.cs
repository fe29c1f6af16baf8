namespace ActorSync.Tests.Simulation;

/// <summary>What can happen to the system, beyond what its own calls meet.</summary>
internal enum DeedKind
{
    /// <summary>A party changes or cancels a registration by itself, and reports it.</summary>
    Change,

    /// <summary>Many changes at once.</summary>
    Burst,

    /// <summary>A party reports again what it holds, under a new revision.</summary>
    ReportAgain,

    /// <summary>A report is sent once more.</summary>
    Redeliver,

    /// <summary>A report of a revision that is known, or old, with the same content or other.</summary>
    Contradict,

    /// <summary>An id that is taken, for another content or another account.</summary>
    ReuseId,

    /// <summary>An operator acts on something.</summary>
    Operate,

    /// <summary>Somebody looks at an account.</summary>
    Look,

    /// <summary>The process dies at once.</summary>
    Kill,

    /// <summary>The process dies at one of its next writes, just before or just after it is durable.</summary>
    KillAtWrite,

    /// <summary>The process is stopped in good order, and another one takes over.</summary>
    Restart,

    /// <summary>Another process takes over while this one still believes that it owns the shards.</summary>
    TakeOver,

    /// <summary>The store is away for a while.</summary>
    StoreAway,

    /// <summary>The delay queue is away for a while.</summary>
    QueueAway,

    /// <summary>The delay queue loses everything, and says nothing.</summary>
    QueueEmptied,
}
