namespace ActorSync.Delivering;

/// <summary>What the end of a call says of the party.</summary>
internal enum PartySign
{
    /// <summary>It works: it took the record over, or refused it for what it says.</summary>
    Works,

    /// <summary>It asks for fewer calls: it is there, but takes nothing over.</summary>
    IsBusy,

    /// <summary>It failed, or nobody knows what it did.</summary>
    Fails,
}
