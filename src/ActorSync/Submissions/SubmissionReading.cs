namespace ActorSync;

/// <summary>What came of reading one submission: it, or all its faults; and the id as far as it could be read, for the answer.</summary>
public sealed record SubmissionReading
{
    public Submission? Submission { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>True when the text is not JSON at all, false when it is JSON that says something wrong.</summary>
    public bool Malformed { get; init; }

    public string? Origin { get; init; }

    public string? Id { get; init; }
}
