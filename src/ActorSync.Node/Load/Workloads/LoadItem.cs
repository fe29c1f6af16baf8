namespace ActorSync.Node.Load;

/// <summary>One submission of a workload, before it has names and times.</summary>
/// <param name="Account">From 0 up.</param>
/// <param name="Sub">The sub-meeting, from 1 up; 0: the main meeting.</param>
/// <param name="Revision">One of <see cref="Workload"/>'s.</param>
/// <param name="Kind">What it is there for.</param>
/// <param name="Delay">Of its `notBefore`, after its step begins; null: it has none.</param>
internal sealed record LoadItem(int Account, int Sub, int Revision, LoadItemKind Kind, TimeSpan? Delay = null)
{
    /// <summary>A repetition: it leads to no call of its own.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Whether it repeats another under an id of its own.</summary>
    public bool HasOtherId { get; init; }
}
