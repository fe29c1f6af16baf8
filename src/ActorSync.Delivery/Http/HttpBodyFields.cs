namespace ActorSync.Delivering;

/// <summary>What the body of a call names its fields. Null leaves a field out.</summary>
public sealed record HttpBodyFields
{
    public string? Account { get; init; } = "account";

    public string? Meeting { get; init; } = "meeting";

    /// <summary>Never there for a main meeting.</summary>
    public string? MainMeeting { get; init; } = "mainMeeting";

    public string? Operation { get; init; } = "operation";

    public string? Revision { get; init; } = "revision";

    public string? OccurredAt { get; init; } = "occurredAt";

    public string? Origin { get; init; } = "origin";

    /// <summary>Not used when <see cref="DataAtRoot"/>.</summary>
    public string? Data { get; init; } = "data";

    /// <summary>
    /// The members of the data stand beside the other fields. Where one has the name of such a field, the field is sent and
    /// the member is not: rename the field to have both.
    /// </summary>
    public bool DataAtRoot { get; init; }

    /// <summary>Every name that is written, with the word that it stands for.</summary>
    internal IEnumerable<(string Word, string Name)> Named()
    {
        (string Word, string? Name)[] all =
        [
            ("account", Account), ("meeting", Meeting), ("mainMeeting", MainMeeting), ("operation", Operation), ("revision", Revision),
            ("occurredAt", OccurredAt), ("origin", Origin), ("data", DataAtRoot ? null : Data),
        ];
        return all.Where(f => f.Name is not null).Select(f => (f.Word, f.Name!));
    }
}
