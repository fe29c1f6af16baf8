namespace ActorSync;

/// <summary>What to do with changes of two parties that cross (R12d).</summary>
public enum CrossingRule
{
    /// <summary>The later `occurredAt` wins; ties go to the party that the configuration names first.</summary>
    Later,

    /// <summary>One party's change wins whenever it occurred.</summary>
    Prefer,

    /// <summary>Both are parked for a person.</summary>
    Park,
}
