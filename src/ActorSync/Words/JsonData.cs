using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>
/// A registration's full record: the bytes of one JSON object as they came. What is sent on is these bytes;
/// what is compared is <see cref="Hash"/>.
/// </summary>
[JsonConverter(typeof(JsonDataJson))]
public sealed class JsonData : IEquatable<JsonData>
{
    /// <summary>Boxed, so that two threads that ask at once see the hash whole or not at all.</summary>
    private StrongBox<ContentHash>? _hash;

    private JsonData(ReadOnlyMemory<byte> utf8, StrongBox<ContentHash>? hash) => (Utf8, _hash) = (utf8, hash);

    public static JsonData Empty { get; } = Parse("{}"u8.ToArray());

    /// <summary>Well-formed UTF-8 of one JSON object without duplicate names or unpaired surrogates.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>SHA-256 of the canonical form: the same for two spellings of one record, except for numbers.</summary>
    public ContentHash Hash => (_hash ??= HashOf(Utf8)).Value;

    /// <param name="utf8">Kept, not copied: the caller gives it away.</param>
    /// <exception cref="FormatException">
    /// Not one JSON object in the limits of <see cref="CanonicalJson"/>; the message says why.
    /// </exception>
    public static JsonData Parse(ReadOnlyMemory<byte> utf8) => new(utf8, HashOf(utf8));

    /// <summary>Takes data back from a store, where it was valid when it was written: hashed when somebody asks.</summary>
    public static JsonData Restore(ReadOnlyMemory<byte> utf8) => new(utf8, null);

    public bool Equals(JsonData? other) => other is not null && Utf8.Span.SequenceEqual(other.Utf8.Span);

    public override bool Equals(object? obj) => Equals(obj as JsonData);

    public override int GetHashCode() => Hash.GetHashCode();

    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    private static StrongBox<ContentHash> HashOf(ReadOnlyMemory<byte> utf8) => new(CanonicalJson.HashOf(utf8.Span));
}
