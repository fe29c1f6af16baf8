namespace ActorSync.Storage;

/// <summary>What the store holds where a call's writes want to stand.</summary>
internal sealed class AppendFacts
{
    private AppendFacts() { }

    /// <summary>The current epoch of every shard that has a row.</summary>
    public required IReadOnlyDictionary<int, long> Epochs { get; init; }

    /// <summary>By the write's place in the call: the events at its sequences, and the one before.</summary>
    public required ILookup<int, EventRow> Events { get; init; }

    /// <summary>Which account's submission has each id that the call brings, and since when.</summary>
    public required IReadOnlyDictionary<SubmissionId, IdHolder> Holders { get; init; }

    public static AppendFacts Read(AppendQuestions questions, IReadOnlyList<AccountWrite> writes) => new()
    {
        Epochs = questions.Epochs(), Events = questions.Events(writes), Holders = questions.Holders(writes),
    };
}
