namespace ActorSync.Peers;

/// <summary>What a call to the receiver came to.</summary>
public enum Answer
{
    /// <summary>The receiver holds the record.</summary>
    Done,

    /// <summary>It may work later: no answer in time, 408, 409, 429, 5xx.</summary>
    TryLater,

    /// <summary>The receiver does not take this record.</summary>
    Refused,
}
