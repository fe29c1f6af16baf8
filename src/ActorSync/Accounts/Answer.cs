using System.Collections.Immutable;

namespace ActorSync;

/// <summary>What the sender of a command is told once its events are stored. Closed: all answers are here.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>A submission was taken in, now or before.</summary>
    /// <param name="Verdict">What was made of it the first time.</param>
    /// <param name="ReceivedAt">When it came the first time.</param>
    /// <param name="Redelivered">The same submission came before: nothing was done (R2).</param>
    public sealed record Received(Verdict Verdict, DateTimeOffset ReceivedAt, bool Redelivered) : Answer;

    /// <summary>The id belongs to another submission (R2): nothing was done.</summary>
    /// <param name="ReceivedAt">When that submission came.</param>
    public sealed record IdTaken(DateTimeOffset ReceivedAt) : Answer;

    /// <summary>An operator's action was done on these deliveries.</summary>
    public sealed record Acted(ImmutableArray<DeliveryId> Deliveries) : Answer;

    /// <summary>An operator's action does not apply.</summary>
    /// <param name="Why">What the state is and what would apply.</param>
    public sealed record NotActed(string Why) : Answer;

    /// <summary>Heard; there is nobody to tell more.</summary>
    public sealed record Noted : Answer
    {
        public static readonly Noted Instance = new();
    }
}
