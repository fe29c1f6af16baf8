namespace ActorSync;

/// <summary>One account as it is now.</summary>
public sealed record AccountView(AccountState State, InFlight InFlight);
