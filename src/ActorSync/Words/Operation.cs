namespace ActorSync;

/// <summary>What a submission reports. The record itself stands in its data; only <see cref="Cancel"/> changes what is held.</summary>
public enum Operation
{
    Register,
    Update,
    Approve,
    Cancel,
}
