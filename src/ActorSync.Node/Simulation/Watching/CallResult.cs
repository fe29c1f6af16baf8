namespace ActorSync.Node.Simulation;

/// <summary>What became of a call. Shown by name, in kebab case.</summary>
public enum CallResult
{
    /// <summary>Not answered yet.</summary>
    Open,

    /// <summary>The record is held as it came.</summary>
    TookOver,

    /// <summary>The registration is cancelled.</summary>
    Cancelled,

    /// <summary>There is no such registration.</summary>
    Absent,

    /// <summary>The key was known: answered as the first time, without effect.</summary>
    Repeated,

    /// <summary>Not taken over, by the party's rules.</summary>
    Refused,

    /// <summary>One of the troubles, before it had any effect.</summary>
    Failed,

    /// <summary>Cut off before it had any effect.</summary>
    CutBefore,

    /// <summary>Cut off after it had its effect, if it was to have any.</summary>
    CutAfter,
}
