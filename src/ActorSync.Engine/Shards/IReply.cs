namespace ActorSync.Engine;

/// <summary>An answer that somebody outside waits for, whatever it is.</summary>
internal interface IReply
{
    /// <summary>Nobody waits for it any more.</summary>
    bool IsAnswered { get; }

    /// <summary>Answers what cannot be dealt with, or not in time; what has been answered stays so.</summary>
    void Refuse();
}
