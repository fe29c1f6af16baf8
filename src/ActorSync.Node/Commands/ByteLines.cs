using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActorSync.Node.Commands;

/// <summary>
/// The lines of a stream as the bytes that they are, but for a byte order mark before the first: what is not UTF-8 is the
/// node's to refuse, not ours to repair.
/// </summary>
internal static class ByteLines
{
    public static async IAsyncEnumerable<byte[]> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream);
        var isFirst = true;
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var rest = result.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return Line(rest.Slice(0, end));
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (result.IsCompleted)
            {
                if (!rest.IsEmpty) yield return Line(rest);
                yield break;
            }
            reader.AdvanceTo(rest.Start, rest.End);
        }

        byte[] Line(ReadOnlySequence<byte> bytes)
        {
            var line = bytes.ToArray();
            var isMarked = isFirst && line.AsSpan().StartsWith(Encoding.UTF8.Preamble);
            isFirst = false;
            return isMarked ? line[Encoding.UTF8.Preamble.Length..] : line;
        }
    }
}
