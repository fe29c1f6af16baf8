namespace ActorSync.Storage;

/// <summary>A row of the journal, or a snapshot where <see cref="Type"/> is missing.</summary>
internal sealed record EventRow
{
    /// <summary>Of the account in the question.</summary>
    public long Position { get; init; }

    public long Sequence { get; init; }

    public long Epoch { get; init; }

    public string? Type { get; init; }

    public long WrittenAt { get; init; }

    public byte[] Payload { get; init; } = [];

    public StoredEvent Event => new(Sequence, Type!, Payload, Milliseconds.Time(WrittenAt));

    public bool Holds(StoredEvent other, long epoch) => Sequence == other.Sequence && Epoch == epoch && Type == other.Name
        && WrittenAt == Milliseconds.Of(other.At) && Payload.AsSpan().SequenceEqual(other.Payload.Span);
}
