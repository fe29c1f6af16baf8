using System.Buffers;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>
/// Sends lines to a node in batches until each has an answer: what meets a busy or absent node is sent again, which is safe
/// because a line's id makes its repetition a duplicate.
/// </summary>
internal sealed class BatchSender(NodeClient client, TimeProvider time, TimeSpan patience, int linesAtOnce = BatchSender.MaxLines)
{
    private const int MaxLines = 1000;
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxRefusedKept = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly List<(long Number, byte[] Line)> _lines = [];
    private string _why = "";
    private int _atOnce = linesAtOnce;
    private long _bytes;

    /// <summary>Lines by the status of their receipts.</summary>
    public SortedDictionary<string, long> Statuses { get; } = [];

    /// <summary>The first refusals: line number and what was wrong.</summary>
    public List<(long Line, string Problem)> Refused { get; } = [];

    public long Sent { get; private set; }

    /// <summary>Raised after each batch with the bytes of its lines.</summary>
    public event Action<long>? Progress;

    /// <summary>
    /// Raised for each line that has its answer: its number, its status, and when it was first sent; for one that is too long to
    /// be sent, when that was seen.
    /// </summary>
    public event Action<long, string, DateTimeOffset>? Answered;

    /// <exception cref="NodeUnreachableException">
    /// No node has answered for as long as the patience lasts, or something else has.
    /// </exception>
    /// <exception cref="TimeoutException">The node has not taken them all for as long; the message holds what it said last.</exception>
    /// <exception cref="NodeRefusedException">The node takes no batch at all.</exception>
    public async Task Add(long number, byte[] line, CancellationToken cancellation)
    {
        if (line.Length > SubmissionLimits.MaxBytes)
        {
            Answer(number, "refused", $"expected at most {SubmissionLimits.MaxBytes} bytes, found {line.Length}", time.GetUtcNow());
            return;
        }
        _lines.Add((number, line));
        _bytes += line.Length + 1;
        if (_lines.Count >= _atOnce || _bytes >= MaxBytes) await Flush(cancellation);
    }

    /// <summary>Sends what is left.</summary>
    public async Task Flush(CancellationToken cancellation)
    {
        var sentAt = time.GetUtcNow();
        for (var started = time.GetTimestamp(); _lines.Count > 0;)
        {
            var (atOnce, open) = (_atOnce, _lines.Count);
            var busy = await Send(sentAt, cancellation);
            if (_lines.Count == open && _atOnce == atOnce && time.GetElapsedTime(started) > patience)
                throw new TimeoutException($"the node has not taken {open} lines for {patience.TotalSeconds:0} s: {_why}");
            if (busy) await Task.Delay(Pause, time, cancellation);
        }
        Progress?.Invoke(_bytes);
        _bytes = 0;
    }

    /// <summary>Sends the first lines, and keeps those that have to be sent again.</summary>
    /// <returns>Whether the node was too busy for some.</returns>
    private async Task<bool> Send(DateTimeOffset sentAt, CancellationToken cancellation)
    {
        List<(long Number, byte[] Line)> sent = [.. _lines.Take(_atOnce)];
        Fill(sent);
        var (answer, receipts) = await SendPatiently(cancellation);
        if (answer.Status is StatusCodes.Status413PayloadTooLarge)
        {
            if (sent.Count > 1) _atOnce = sent.Count / 2;
            else
            {
                Answer(sent[0].Number, "refused", answer.Problem, sentAt);
                _lines.RemoveAt(0);
            }
            return false;
        }
        if (!answer.Ok && !answer.IsBusy) throw new NodeRefusedException(answer.Problem);
        if (!answer.Ok) _why = answer.Problem;
        List<(long, byte[])> again = [];
        for (var i = 0; i < sent.Count; i++)
        {
            // A batch that was broken off has fewer receipts than lines.
            var status = i < receipts.Count ? (string)receipts[i]["status"]! : "busy";
            if (status is "busy" or "unanswered")
            {
                if (again.Count == 0 && i < receipts.Count) _why = new NodeAnswer(0, receipts[i]["problem"]).Problem;
                again.Add(sent[i]);
            }
            else Answer(sent[i].Number, status, new NodeAnswer(0, receipts[i]["problem"]).Problem, sentAt);
        }
        _lines.RemoveRange(0, sent.Count);
        _lines.InsertRange(0, again);
        return again.Count > 0;
    }

    private async Task<(NodeAnswer Answer, IReadOnlyList<JsonObject> Receipts)> SendPatiently(CancellationToken cancellation)
    {
        for (var started = time.GetTimestamp(); ;)
            try
            {
                return await client.Submit(_batch.WrittenMemory, cancellation);
            }
            catch (NodeUnreachableException e) when (!e.IsSomethingElse && time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, time, cancellation);
            }
    }

    private void Answer(long number, string status, string problem, DateTimeOffset sentAt)
    {
        Sent++;
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        if (status is "refused" && Refused.Count < MaxRefusedKept) Refused.Add((number, problem));
        Answered?.Invoke(number, status, sentAt);
    }

    private void Fill(List<(long Number, byte[] Line)> lines)
    {
        _batch.ResetWrittenCount();
        foreach (var (_, line) in lines)
        {
            _batch.Write(line);
            _batch.Write("\n"u8);
        }
    }
}
