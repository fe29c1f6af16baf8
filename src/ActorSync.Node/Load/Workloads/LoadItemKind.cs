namespace ActorSync.Node.Load;

/// <summary>What a submission of a workload is there for.</summary>
internal enum LoadItemKind
{
    /// <summary>For a main meeting.</summary>
    Main,

    /// <summary>For a sub-meeting, before its main meeting's.</summary>
    GatedSub,

    /// <summary>For a sub-meeting, after its main meeting's.</summary>
    Sub,

    /// <summary>An older revision, after a newer one.</summary>
    Outdated,

    /// <summary>Ends a registration.</summary>
    Cancel,
}
