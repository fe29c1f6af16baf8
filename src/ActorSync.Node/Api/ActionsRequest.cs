namespace ActorSync.Node.Api;

/// <summary>An operator's action on all that match a filter, as it was asked for.</summary>
internal sealed record ActionsRequest(
    OperatorAction Action, string By, string Why, PartyId? To, string? Subs, LogFilter Filter, int Limit);
