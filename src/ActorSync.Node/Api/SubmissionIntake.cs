using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>Takes submissions in: one, or a batch of lines each with an outcome of its own (R4).</summary>
internal sealed class SubmissionIntake(IAccounts accounts, IReadOnlyCollection<PartyId> parties, IntakeSettings settings, TimeProvider time)
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);
    private static readonly Problem TooLong = Problem.TooLarge($"One submission has at most {SubmissionLimits.MaxBytes} bytes.");
    private static readonly Problem Busy = Problem.Busy(TimeSpan.FromSeconds(1));
    private readonly IntakeMemory _memory = new(settings.Memory);
    private readonly BatchPlaces _places = new(settings.Batches, settings.BatchPatience, time);

    public async Task One(HttpContext http)
    {
        if (await Body.Read(http, SubmissionLimits.MaxBytes, time) is not { } body)
        {
            await TooLong.Write(http);
            return;
        }
        var receipt = await Receive(await Offer(body, Trace(http), TimeSpan.Zero, http.RequestAborted)).WaitAsync(http.RequestAborted);
        if (receipt.Problem is { } problem)
        {
            await problem.Write(http);
            return;
        }
        http.Response.StatusCode = receipt.Status;
        http.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, JsonForm.Writer);
        receipt.Write(writer, null);
    }

    public async Task Batch(HttpContext http)
    {
        using var share = new IntakeMemory.Share(_memory);
        var (body, problem) = await BatchBody.Read(http, settings.BatchBytes, share, time);
        if (problem is not null)
        {
            await problem.Write(http);
            return;
        }
        var lines = new NdjsonLines(body);
        var count = lines.Count();
        if (count > settings.BatchLines)
        {
            await Problem.TooLarge($"A batch has at most {settings.BatchLines} lines.").Write(http);
            return;
        }
        // Nothing is taken in before the whole batch is known to fit: a batch is refused whole or not at all.
        if (share.TryTake(count * IntakeSettings.ReceiptBytes) && await _places.Take(http.RequestAborted) is { } place)
            await Write(http, await Decide(http, lines, count, place));
        else await Busy.Write(http);
    }

    private async Task<List<(int Line, Task<Receipt> Receipt)>> Decide(
        HttpContext http, NdjsonLines lines, int count, BatchPlaces.Place place)
    {
        using var whole = place;
        var trace = Trace(http);
        var receipts = new List<(int Line, Task<Receipt> Receipt)>(count);
        foreach (var (number, text) in lines)
            receipts.Add((number, text.Length > SubmissionLimits.MaxBytes
                ? Task.FromResult(Receipt.Refused(TooLong))
                : Receive(await Offer(text, trace, settings.BatchPatience, http.RequestAborted), place)));
        return receipts;
    }

    private async Task Write(HttpContext http, List<(int Line, Task<Receipt> Receipt)> receipts)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/x-ndjson";
        var output = http.Response.BodyWriter;
        using var pace = new Pace(time, http.RequestAborted);
        await using var writer = new Utf8JsonWriter(output, JsonForm.Writer);
        try
        {
            foreach (var (line, receipt) in receipts)
            {
                (await receipt.WaitAsync(http.RequestAborted)).Write(writer, line);
                writer.Flush();
                writer.Reset();
                output.Write("\n"u8);
                if (output.UnflushedBytes <= Pace.Portion) continue;
                pace.Begin();
                await output.FlushAsync(pace.Over);
                pace.Rest();
            }
        }
        catch (OperationCanceledException) when (pace.IsLost)
        {
            // Whoever does not read its receipts may send the batch again: nothing happens twice.
            http.Abort();
        }
    }

    /// <summary>
    /// Hands one submission to its account, waiting while the account's mailbox is full: so the lines of one account stay in order.
    /// </summary>
    private async ValueTask<(SubmissionReading Reading, Task<AccountReply>? Reply)> Offer(
        ReadOnlyMemory<byte> json, string? trace, TimeSpan patience, CancellationToken cancellation)
    {
        var reading = SubmissionReader.Read(json.Span, time.GetUtcNow(), parties);
        if (reading.Submission is not { } submission) return (reading, null);
        var command = new AccountCommand.Submit(submission, trace ?? NewTrace()) { Now = time.GetUtcNow() };
        // Whoever goes away is seen where the answers are waited for, not by each line: watching costs.
        var reply = accounts.Tell(submission.Account, command, CancellationToken.None);
        for (var started = time.GetTimestamp(); IsBusy(reply) && time.GetElapsedTime(started) < patience;)
        {
            await Task.Delay(BusyPause, time, cancellation);
            reply = accounts.Tell(submission.Account, command, CancellationToken.None);
        }
        return (reading, reply);
    }

    private static async Task<Receipt> Receive(
        (SubmissionReading Reading, Task<AccountReply>? Reply) offered, BatchPlaces.Place? place = null)
    {
        if (offered.Reply is null) return Receipt.Refused(offered.Reading);
        place?.Begin();
        try
        {
            return Receipt.Of(offered.Reading, await offered.Reply);
        }
        finally
        {
            place?.End();
        }
    }

    private static bool IsBusy(Task<AccountReply> reply) => reply.IsCompletedSuccessfully && reply.Result is AccountReply.Busy;

    /// <summary>The request's own trace context, if it came with one: it goes on through to the call.</summary>
    private static string? Trace(HttpContext http) =>
        http.Request.Headers.TraceParent is [{ } header] && ActivityContext.TryParse(header, null, out _) ? header : null;

    private static string NewTrace() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";
}
