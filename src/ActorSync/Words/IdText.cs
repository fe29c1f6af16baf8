using System.Text;

namespace ActorSync;

/// <summary>The one rule for the text of an id, whoever sends it: it is a key in stores, URLs, headers and logs.</summary>
internal static class IdText
{
    /// <summary>Longest id in UTF-16 code units; four ids of this length still fit one MySQL index (3,072 bytes as utf8mb4).</summary>
    public const int MaxLength = 190;

    /// <summary>Of such an id in UTF-8.</summary>
    public const int MaxBytes = 3 * MaxLength;

    /// <summary>What is wrong with <paramref name="value"/>, or null when it may be an id.</summary>
    public static string? FaultOf(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "expected a non-empty string";
        if (value.Length > MaxLength) return $"expected at most {MaxLength} characters, found {value.Length}";
        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])) return "expected no white space at either end";
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune)) return $"expected no control characters, found U+{rune.Value:X4}";
            if (rune == Rune.ReplacementChar) return "expected well-formed Unicode";
        }
        return null;
    }

    public static string Checked(string? value, string what) =>
        FaultOf(value) is { } fault ? throw new FormatException($"{what}: {fault}") : value!;
}
