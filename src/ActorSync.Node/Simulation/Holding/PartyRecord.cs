namespace ActorSync.Node.Simulation;

/// <summary>One registration as a call carried it.</summary>
internal sealed record PartyRecord
{
    public required string Account { get; init; }

    public required string Meeting { get; init; }

    public required string? MainMeeting { get; init; }

    public required string Operation { get; init; }

    public required long Revision { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required string Origin { get; init; }

    /// <summary>As it came.</summary>
    public required byte[] Data { get; init; }
}
