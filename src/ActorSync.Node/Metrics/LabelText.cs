using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorSync.Node.Metrics;

/// <summary>
/// Writes the labels of one series into a buffer: `party="C",result="delivered"`. Several a registration, so without garbage.
/// </summary>
[SuppressMessage("Performance", "CA1815", Justification = "never compared")]
internal ref struct LabelText(Span<char> buffer)
{
    /// <summary>
    /// Characters beyond which the labels are cut off: names and values come from inside, so this is never reached by right.
    /// </summary>
    public const int MaxLength = 512;

    private readonly Span<char> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    public void Add(string name, object? value)
    {
        if (_length > 0) Append(',');
        AppendName(name);
        Append('=');
        Append('"');
        foreach (var c in value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
            switch (c)
            {
                case '\\': Append('\\'); Append('\\'); break;
                case '"': Append('\\'); Append('"'); break;
                case '\n': Append('\\'); Append('n'); break;
                default: Append(c); break;
            }
        Append('"');
    }

    private void AppendName(string name)
    {
        foreach (var c in name) Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
    }

    private void Append(char c)
    {
        if (_length < _buffer.Length) _buffer[_length++] = c;
    }
}
