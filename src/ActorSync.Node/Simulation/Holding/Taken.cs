namespace ActorSync.Node.Simulation;

/// <summary>What a call did to the records.</summary>
/// <param name="OwnRevision">The party's own count of its changes to the registration; zero: nothing has changed.</param>
/// <param name="MainMeeting">Of the registration that has changed.</param>
internal readonly record struct Taken(Outcome Outcome, long OwnRevision = 0, string? MainMeeting = null);
