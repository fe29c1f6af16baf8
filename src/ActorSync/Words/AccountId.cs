using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>The person or company whose registrations are kept in order: the unit of ordering.</summary>
[JsonConverter(typeof(AccountIdJson))]
public readonly record struct AccountId
{
    private readonly string? _value;

    private AccountId(string value) => _value = value;

    /// <summary>The printed form, used in keys, logs and stores alike.</summary>
    public string Value => _value ?? "";

    /// <exception cref="FormatException">The text is not an id; the message says why.</exception>
    public static AccountId Parse(string? text) => new(IdText.Checked(text, "account"));

    public override string ToString() => Value;
}
