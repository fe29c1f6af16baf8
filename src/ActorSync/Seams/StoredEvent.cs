namespace ActorSync;

/// <summary>One event as the journal holds it.</summary>
/// <param name="Sequence">From 1 up, without gaps, within the account.</param>
/// <param name="Name">Its form (<see cref="EventJson"/>).</param>
/// <param name="Payload">JSON in that form.</param>
/// <param name="At">When it happened, by the writer's clock.</param>
public sealed record StoredEvent(long Sequence, string Name, ReadOnlyMemory<byte> Payload, DateTimeOffset At)
{
    public static StoredEvent Of(AccountEvent happened, long sequence) =>
        new(sequence, EventJson.NameOf(happened), EventJson.Write(happened), happened.At);
}
