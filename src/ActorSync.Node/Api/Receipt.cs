using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>What a submitter hears: a receipt, or why there is none.</summary>
internal sealed record Receipt
{
    public required SubmissionReading Reading { get; init; }

    public Answer.Received? Received { get; init; }

    public Problem? Problem { get; init; }

    public int Status => Problem?.Status ?? StatusCodes.Status202Accepted;

    /// <summary>`accepted`, a final status of R19, or `refused`, `busy`, `unanswered` for a line of a batch without a receipt.</summary>
    public string Word => this switch
    {
        { Received: { Redelivered: true } } => "duplicate",
        { Received.Verdict: Verdict.Accepted } => "accepted",
        { Received: { } r } => Named.Of(r.Verdict),
        { Problem.Status: StatusCodes.Status429TooManyRequests } => "busy",
        { Problem.Status: StatusCodes.Status503ServiceUnavailable } => "unanswered",
        _ => "refused",
    };

    public static Receipt Of(SubmissionReading reading, AccountReply reply) => reply switch
    {
        AccountReply.Decided { Answer: Answer.Received received } => new() { Reading = reading, Received = received },
        AccountReply.Decided { Answer: Answer.IdTaken taken } => new()
        {
            Reading = reading,
            Problem = new(StatusCodes.Status422UnprocessableEntity, "Id taken")
            {
                Detail = $"{reading.Submission!.Id} was received at {ToTheMillisecond(taken.ReceivedAt):O} with other content.",
                Errors = [new("/id", "expected a new id for other content")],
            },
        },
        AccountReply.Busy busy => new() { Reading = reading, Problem = Problem.Busy(busy.RetryAfter) },
        AccountReply.NotOwned lost => new() { Reading = reading, Problem = Problem.NotOwned(lost) },
        AccountReply.Unanswered late => new() { Reading = reading, Problem = Problem.Unanswered(late.RetryAfter) },
        _ => throw new InvalidOperationException($"expected an answer to a submission, found {reply}"),
    };

    public static Receipt Refused(SubmissionReading reading) => new()
    {
        Reading = reading,
        Problem = reading.Malformed ? Problem.Malformed(reading.Faults[0].Detail) : Problem.Invalid(reading.Faults),
    };

    /// <summary>For what is not even read.</summary>
    public static Receipt Refused(Problem problem) => new() { Reading = new(), Problem = problem };

    /// <param name="line">Its line in a batch; null: alone.</param>
    public void Write(Utf8JsonWriter writer, int? line)
    {
        writer.WriteStartObject();
        if (line is { } number) writer.WriteNumber("line"u8, number);
        if (Reading.Origin is { } origin) writer.WriteString("origin"u8, origin);
        if (Reading.Id is { } id) writer.WriteString("id"u8, id);
        writer.WriteString("status"u8, Word);
        if (Received is { } received)
        {
            writer.WriteString("account"u8, Reading.Submission!.Account.Value);
            writer.WriteString("meeting"u8, Reading.Submission.Meeting.Value);
            writer.WriteNumber("revision"u8, Reading.Submission.Revision);
            writer.WriteString("receivedAt"u8, ToTheMillisecond(received.ReceivedAt));
            if (received.Redelivered) writer.WriteString("first"u8, Named.Of(received.Verdict));
        }
        if (Problem is not null)
        {
            writer.WritePropertyName("problem"u8);
            Problem.Write(writer);
        }
        writer.WriteEndObject();
    }

    /// <summary>As the registration log keeps times, so that every answer says the same.</summary>
    private static DateTime ToTheMillisecond(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMillisecond));
}
