using System.Collections;

namespace ActorSync.Node.Api;

/// <summary>The lines of a batch, without the empty ones.</summary>
internal sealed class NdjsonLines(ReadOnlyMemory<byte> body) : IEnumerable<ReadOnlyMemory<byte>>
{
    public int Count { get; } = CountLines(body.Span);

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        for (var rest = body; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!IsBlank(line.Span)) yield return line;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int CountLines(ReadOnlySpan<byte> body)
    {
        var count = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            if (!IsBlank(end < 0 ? body : body[..end])) count++;
            body = end < 0 ? [] : body[(end + 1)..];
        }
        return count;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}
