using System.Collections;

namespace ActorSync.Node.Api;

/// <summary>
/// The lines of a batch without the blank ones, each with its number in the batch as an editor counts: from 1 up, blank ones too.
/// </summary>
internal sealed class NdjsonLines(ReadOnlyMemory<byte> body) : IEnumerable<(int Number, ReadOnlyMemory<byte> Text)>
{
    public IEnumerator<(int Number, ReadOnlyMemory<byte> Text)> GetEnumerator()
    {
        var rest = body;
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty) yield return (number, line);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
