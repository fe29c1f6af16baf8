namespace ActorSync.Storage;

/// <summary>Open work as the questions read it.</summary>
internal sealed record OpenRow
{
    public long Number { get; init; }
    public string Account { get; init; } = "";
    public string Receiver { get; init; } = "";
    public string Status { get; init; } = "";
    public long Due { get; init; }

    public OpenWork Work =>
        new(Number, AccountId.Parse(Account), PartyId.Parse(Receiver), Named.Parse<Status>(Status), Milliseconds.Time(Due));
}
