namespace ActorSync.Node.Demo;

/// <summary>How a demonstration ended.</summary>
internal sealed record DemoResult
{
    public required int Lines { get; init; }

    public required long Refused { get; init; }

    /// <summary>The first of them: line number and what was wrong.</summary>
    public required IReadOnlyList<(long Line, string Problem)> FirstRefused { get; init; }

    /// <summary>Lines whose very id had been received before: they leave no row.</summary>
    public required long Redelivered { get; init; }

    /// <summary>Of what B reported.</summary>
    public required IReadOnlyDictionary<Status, long> Statuses { get; init; }

    public required int Gated { get; init; }

    /// <summary>Calls made to the receiver.</summary>
    public required int Attempts { get; init; }

    /// <summary>What the receiver saw come out of order.</summary>
    public required long Violations { get; init; }

    /// <summary>Calls to the reporter, although the receiver echoes all it takes over.</summary>
    public required long CallsBack { get; init; }

    /// <summary>Echoes that the receiver has reported.</summary>
    public required long Echoes { get; init; }

    /// <summary>Null: nothing could be expected of this file.</summary>
    public required bool? RecordsAsExpected { get; init; }

    public required int Records { get; init; }

    /// <summary>From the first line sent to the last delivery.</summary>
    public required TimeSpan Time { get; init; }

    public long Of(Status status) => Statuses.GetValueOrDefault(status);

    public long Open => Of(Status.Waiting) + Of(Status.Gated) + Of(Status.Retrying);

    public bool IsRight => Violations == 0 && CallsBack == 0 && Open == 0 && Refused == 0 && RecordsAsExpected is not false;
}
