namespace ActorSync.Benchmarks.Peers;

/// <summary>What the receiver saw of one run.</summary>
internal sealed record Evidence
{
    public required long Calls { get; init; }

    /// <summary>Calls that it did not take, by its rules.</summary>
    public required long Refused { get; init; }

    /// <summary>Calls under a key that it knew: answered, without effect.</summary>
    public required long Repeated { get; init; }

    /// <summary>By kind.</summary>
    public required IReadOnlyDictionary<string, long> Violations { get; init; }

    public required IReadOnlyList<ReceivedCall> Acted { get; init; }

    /// <summary>Revisions by `account|meeting`, in the end.</summary>
    public required IReadOnlyDictionary<string, long> Held { get; init; }
}
