using ActorSync.Node.Simulation;

namespace ActorSync.Node.Load;

/// <summary>What was seen of one submission. All times are of this process's clock. Calls are noted under its own lock.</summary>
internal sealed class LoadSample(LoadItem item, string id)
{
    private readonly Lock _lock = new();
    private string? _key;

    public LoadItem Item => item;

    public string Id => id;

    /// <summary>When its batch was first sent; null: it has no answer.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>`accepted`, or what else its receipt says.</summary>
    public string? Receipt { get; set; }

    /// <summary>Null: it may leave at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? FirstCall { get; private set; }

    /// <summary>When the call came that the receiver acted on.</summary>
    public DateTimeOffset? TookEffect { get; private set; }

    /// <summary>When the receiver first acknowledged it.</summary>
    public DateTimeOffset? Acknowledged { get; private set; }

    /// <summary>Calls that the receiver acted on; more than one is one too many.</summary>
    public int Effects { get; private set; }

    /// <summary>Calls under another idempotency key than the first one's.</summary>
    public int OtherKeys { get; private set; }

    /// <summary>Whether the receiver acted on it, as far as can be told: of a call that was cut off it cannot.</summary>
    public bool Reached { get; private set; }

    /// <param name="result">What the receiver did.</param>
    /// <param name="key">Its idempotency key; null: it had none.</param>
    /// <param name="came">When it came.</param>
    /// <param name="ended">When its caller had the answer; null: the caller had left.</param>
    /// <returns>Whether this is the first acknowledgement.</returns>
    public bool Note(CallResult result, string? key, DateTimeOffset came, DateTimeOffset? ended)
    {
        lock (_lock)
        {
            if (key is not null && (_key ??= key) != key) OtherKeys++;
            FirstCall = Earlier(FirstCall, came);
            var acts = result is CallResult.TookOver or CallResult.Cancelled or CallResult.Absent;
            if (acts) Effects++;
            if (!acts && result is not (CallResult.Repeated or CallResult.CutAfter)) return false;
            Reached = true;
            TookEffect = Earlier(TookEffect, came);
            if (result is CallResult.CutAfter || ended is not { } answered) return false;
            var first = Acknowledged is null;
            Acknowledged = Earlier(Acknowledged, answered);
            return first;
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a < b ? a.Value : b;
}
