using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>A main meeting or a sub-meeting.</summary>
[JsonConverter(typeof(MeetingIdJson))]
public readonly record struct MeetingId
{
    private readonly string? _value;

    private MeetingId(string value) => _value = value;

    /// <summary>The printed form, used in keys, logs and stores alike.</summary>
    public string Value => _value ?? "";

    /// <exception cref="FormatException">The text is not an id; the message says why.</exception>
    public static MeetingId Parse(string? text) => new(IdText.Checked(text, "meeting"));

    public override string ToString() => Value;
}
