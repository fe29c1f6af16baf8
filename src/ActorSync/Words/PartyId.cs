using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>A system that holds records (A, B, C, ...).</summary>
[JsonConverter(typeof(PartyIdJson))]
public readonly record struct PartyId
{
    private readonly string? _value;

    private PartyId(string value) => _value = value;

    /// <summary>The printed form, used in keys, logs and stores alike.</summary>
    public string Value => _value ?? "";

    /// <exception cref="FormatException">The text is not an id; the message says why.</exception>
    public static PartyId Parse(string? text) => new(IdText.Checked(text, "party"));

    public override string ToString() => Value;
}
