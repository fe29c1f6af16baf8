using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ActorSync;

/// <summary>
/// What a registration says, as 256 bits: SHA-256 over the canonical form of its data (<see cref="CanonicalJson"/>),
/// or <see cref="Cancelled"/>. Printed as 43 characters of base64url.
/// </summary>
/// <remarks>
/// A cancelled registration holds nothing, whatever record its last report carried, so all cancellations are one
/// content: a party that echoes a cancel without the record is still recognised.
/// </remarks>
[JsonConverter(typeof(ContentHashJson))]
public readonly record struct ContentHash(UInt128 High, UInt128 Low) : IUtf8SpanFormattable
{
    private const int Bytes = 32;
    private const int Characters = 43;

    /// <summary>The content of every cancelled registration. No SHA-256 is known to be zero.</summary>
    public static readonly ContentHash Cancelled;

    public static ContentHash Of(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(canonical, hash);
        return FromBytes(hash);
    }

    /// <exception cref="FormatException">Not 43 characters of base64url.</exception>
    public static ContentHash Parse(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return text.Length == Characters && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == Bytes
            ? FromBytes(bytes)
            : throw new FormatException($"content hash: expected 43 characters of base64url, found '{text}'");
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        ToBytes(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        ToBytes(bytes);
        return Base64Url.TryEncodeToUtf8(bytes, utf8Destination, out bytesWritten);
    }

    private void ToBytes(Span<byte> bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    private static ContentHash FromBytes(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
}
