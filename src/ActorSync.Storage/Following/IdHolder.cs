namespace ActorSync.Storage;

/// <summary>The first submission that came under an id.</summary>
internal sealed record IdHolder
{
    public string Origin { get; init; } = "";

    public string Id { get; init; } = "";

    public string Account { get; init; } = "";

    public long ReceivedAt { get; init; }
}
