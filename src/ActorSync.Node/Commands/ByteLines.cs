using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace ActorSync.Node.Commands;

/// <summary>The lines of a stream as the bytes that they are: what is not UTF-8 is the node's to refuse, not ours to repair.</summary>
internal static class ByteLines
{
    public static async IAsyncEnumerable<byte[]> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var rest = result.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            if (result.IsCompleted)
            {
                if (!rest.IsEmpty) yield return rest.ToArray();
                yield break;
            }
            reader.AdvanceTo(rest.Start, rest.End);
        }
    }
}
