namespace ActorSync.Actors;

/// <summary>Another node projects the journal now.</summary>
internal sealed class ProjectionFencedException() : Exception("another node has taken the registration log over");
