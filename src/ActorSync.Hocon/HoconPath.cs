using ActorSync.Hocon.Syntax;

namespace ActorSync.Hocon;

/// <summary>
/// The keys that lead from the root to a value. Written with dots, and with quotes where a key holds anything but letters,
/// digits, hyphen and underscore: <c>a.b."c.d"</c>.
/// </summary>
public sealed class HoconPath : IEquatable<HoconPath>
{
    private readonly string[] _keys;

    private HoconPath(string[] keys) => _keys = keys;

    public IReadOnlyList<string> Keys => _keys;

    internal ReadOnlySpan<string> Span => _keys;

    /// <exception cref="HoconException">The text is not a path expression.</exception>
    public static HoconPath Parse(string text) => PathParser.Parse(text);

    public static HoconPath Of(IEnumerable<string> keys)
    {
        var copy = keys.ToArray();
        return copy.Length > 0 ? new HoconPath(copy) : throw new ArgumentException("A path has at least one key.", nameof(keys));
    }

    internal static HoconPath Of(string key) => new([key]);

    public override string ToString() => string.Join('.', _keys.Select(Written));

    public bool Equals(HoconPath? other) => other is not null && _keys.AsSpan().SequenceEqual(other._keys);

    public override bool Equals(object? obj) => Equals(obj as HoconPath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var key in _keys)
            hash.Add(key, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    internal static string Written(string key) =>
        key.Length > 0 && key.All(character => char.IsLetterOrDigit(character) || character is '-' or '_')
            ? key
            : HoconJson.Write(new HoconString(key, HoconOrigin.None));
}
