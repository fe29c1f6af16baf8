namespace ActorSync;

/// <summary>"What party <paramref name="From"/> reports goes to party <paramref name="To"/>."</summary>
public readonly record struct Link(PartyId From, PartyId To)
{
    public override string ToString() => $"{From}->{To}";
}
