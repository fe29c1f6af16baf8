namespace ActorSync.Actors;

/// <summary>Stands for a snapshot of another form, or a damaged one.</summary>
internal sealed class UnreadableSnapshot
{
    public static readonly UnreadableSnapshot Instance = new();

    private UnreadableSnapshot() { }
}
