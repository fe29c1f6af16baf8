namespace ActorSync.Delivering;

/// <summary>How one kind of call is made, as it was said.</summary>
public sealed record HttpCallConfiguration
{
    /// <summary>The party contract's path, of every call about one registration.</summary>
    public const string ContractPath = "/accounts/{account}/registrations/{meeting}";

    /// <summary>`PUT`, `POST`, `PATCH` or `DELETE`; a `DELETE` carries no body.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// From its first `/` on, percent-encoded. Placeholders: `{account}`, `{meeting}`, `{mainMeeting}` (empty for a main
    /// meeting), `{origin}`, `{revision}`, `{operation}`; what they stand for is percent-encoded when it is put in.
    /// </summary>
    public required string Path { get; init; }
}
