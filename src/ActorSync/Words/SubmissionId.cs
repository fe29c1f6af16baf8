namespace ActorSync;

/// <summary>Names one submission for ever: an id is unique within the party that gave it (rule R2).</summary>
public readonly record struct SubmissionId(PartyId Origin, string Id)
{
    /// <exception cref="FormatException">The text is not an id; the message says why.</exception>
    public static SubmissionId Parse(string? origin, string? id) =>
        new(PartyId.Parse(origin), IdText.Checked(id, "id"));

    public override string ToString() => $"{Origin}/{Id}";
}
