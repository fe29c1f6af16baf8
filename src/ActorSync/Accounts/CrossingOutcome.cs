namespace ActorSync;

internal enum CrossingOutcome
{
    Won,
    Lost,
    Parked,
}
