using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ActorSync.Node.Simulation;

/// <summary>Numbers that stand for texts.</summary>
internal static class Fingerprint
{
    private const int LongestOnStack = 1024;

    /// <summary>Stands for a text alone: enough to remember millions for ever, in little memory.</summary>
    public static UInt128 Of(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> utf8 = text.Length <= LongestOnStack ? stackalloc byte[3 * text.Length] : new byte[3 * text.Length];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>
    /// Tells two requests under one key apart, within this process; of four thousand million pairs, one is taken for the same.
    /// </summary>
    public static long Of(ReadOnlySpan<byte> body)
    {
        var hash = new HashCode();
        hash.AddBytes(body);
        return ((long)body.Length << 32) | (uint)hash.ToHashCode();
    }
}
