using System.Buffers;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>
/// Sends lines to a node in batches until each has an answer: what meets a busy or absent node is sent again, which is safe
/// because a line's id makes its repetition a duplicate.
/// </summary>
internal sealed class BatchSender(NodeClient client, TimeProvider time, TimeSpan patience)
{
    private const int MaxLines = 1000;
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxRefusedKept = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly List<(long Number, byte[] Line)> _lines = [];

    /// <summary>Lines by the status of their receipts.</summary>
    public SortedDictionary<string, long> Statuses { get; } = [];

    /// <summary>The first refusals: line number and what was wrong.</summary>
    public List<(long Line, string Problem)> Refused { get; } = [];

    public long Sent { get; private set; }

    /// <summary>Raised after each batch with the bytes of its lines.</summary>
    public event Action<long>? Progress;

    /// <exception cref="NodeUnreachableException">No node has answered for as long as the patience lasts.</exception>
    public async Task Add(long number, byte[] line, CancellationToken cancellation)
    {
        _lines.Add((number, line));
        _batch.Write(line);
        _batch.Write("\n"u8);
        if (_lines.Count >= MaxLines || _batch.WrittenCount >= MaxBytes) await Flush(cancellation);
    }

    /// <summary>Sends what is left.</summary>
    public async Task Flush(CancellationToken cancellation)
    {
        long bytes = _batch.WrittenCount;
        for (var started = time.GetTimestamp(); _lines.Count > 0;)
        {
            var again = await Send(cancellation);
            if (again.Count == _lines.Count && time.GetElapsedTime(started) > patience) throw new TimeoutException($"the node has been busy for {patience.TotalSeconds:0} s");
            Keep(again);
            if (again.Count > 0) await Task.Delay(Pause, time, cancellation);
        }
        Progress?.Invoke(bytes);
    }

    /// <returns>The lines that have to be sent again.</returns>
    private async Task<List<(long, byte[])>> Send(CancellationToken cancellation)
    {
        var (answer, receipts) = await SendPatiently(cancellation);
        if (!answer.Ok && answer.Status is not (StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable))
            throw new InvalidOperationException($"the node refused the batch: {answer.Problem}");
        List<(long, byte[])> again = [];
        for (var i = 0; i < _lines.Count; i++)
        {
            // A batch that was broken off has fewer receipts than lines.
            var status = i < receipts.Count ? (string)receipts[i]["status"]! : "busy";
            if (status is "busy" or "unanswered") again.Add(_lines[i]);
            else Count(_lines[i].Number, status, receipts[i]);
        }
        return again;
    }

    private async Task<(NodeAnswer Answer, IReadOnlyList<JsonObject> Receipts)> SendPatiently(CancellationToken cancellation)
    {
        for (var started = time.GetTimestamp(); ;)
            try
            {
                return await client.Submit(_batch.WrittenMemory, cancellation);
            }
            catch (NodeUnreachableException) when (time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, time, cancellation);
            }
    }

    private void Count(long number, string status, JsonObject receipt)
    {
        Sent++;
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        if (status is "refused" && Refused.Count < MaxRefusedKept) Refused.Add((number, new NodeAnswer(0, receipt["problem"]).Problem));
    }

    private void Keep(List<(long Number, byte[] Line)> again)
    {
        _lines.Clear();
        _batch.ResetWrittenCount();
        foreach (var (number, line) in again)
        {
            _lines.Add((number, line));
            _batch.Write(line);
            _batch.Write("\n"u8);
        }
    }
}
