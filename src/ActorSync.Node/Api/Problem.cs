using System.Net.Mime;
using System.Text.Json;

namespace ActorSync.Node.Api;

/// <summary>A refusal as RFC 9457 problem details: what was wrong, all of it at once.</summary>
internal sealed record Problem(int Status, string Title)
{
    public const string ContentType = MediaTypeNames.Application.ProblemJson;

    public string? Detail { get; init; }

    /// <summary>One entry a fault, with its JSON pointer.</summary>
    public IReadOnlyList<Fault> Errors { get; init; } = [];

    /// <summary>When it may be worth asking again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static readonly Problem NoKey = new(StatusCodes.Status401Unauthorized, "A key is needed")
    {
        Detail = "Send one of the node's keys as Authorization: Bearer KEY, or as X-Api-Key: KEY.",
    };

    public static readonly Problem UnknownType = new(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type")
    {
        Detail = "Say what is sent in Content-Type: application/json, or application/x-ndjson for many submissions, one a line.",
    };

    public static readonly Problem NotJson = UnknownType with { Detail = "Say what is sent in Content-Type: application/json." };

    public static readonly Problem StoreAway = new(StatusCodes.Status503ServiceUnavailable, "Store away")
    {
        Detail = "The store cannot be reached, and nothing is answered without it. Ask again later; a submission with the same id "
            + "does not happen twice.",
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Problem Malformed(string detail) => new(StatusCodes.Status400BadRequest, "Not JSON") { Detail = detail };

    public static Problem Invalid(IReadOnlyList<Fault> faults) =>
        new(StatusCodes.Status422UnprocessableEntity, "Not a valid submission") { Errors = faults };

    public static Problem Unasked(IReadOnlyList<Fault> faults) =>
        new(StatusCodes.Status400BadRequest, "Not a valid question") { Errors = faults };

    public static Problem NotFound(string what) => new(StatusCodes.Status404NotFound, "Not found") { Detail = what };

    public static Problem TooLarge(string limit) => new(StatusCodes.Status413PayloadTooLarge, "Too large") { Detail = limit };

    public static Problem Busy(TimeSpan retryAfter) => new(StatusCodes.Status429TooManyRequests, "Busy")
    {
        Detail = "The node cannot keep up; nothing was done. Send it again.", RetryAfter = retryAfter,
    };

    public static Problem NotOwned(AccountReply.NotOwned reply) => new(StatusCodes.Status503ServiceUnavailable, "Not this node's account")
    {
        Detail = $"Nothing was done: {reply.Why}.", RetryAfter = reply.RetryAfter,
    };

    public static Problem Unanswered(TimeSpan retryAfter) => new(StatusCodes.Status503ServiceUnavailable, "Not durable yet")
    {
        Detail = "The store did not answer in time; it may yet be done. Send it again with the same id: nothing happens twice.",
        RetryAfter = retryAfter,
    };

    public static Problem ActionUnanswered(TimeSpan retryAfter) => new(StatusCodes.Status503ServiceUnavailable, "Not durable yet")
    {
        Detail = "The store did not answer in time; it may yet be done. Look at the submission before you do it again.",
        RetryAfter = retryAfter,
    };

    public static Problem Unread(TimeSpan retryAfter) => new(StatusCodes.Status503ServiceUnavailable, "No answer")
    {
        Detail = "The store did not answer in time. Ask again.", RetryAfter = retryAfter,
    };

    public async Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = ContentType;
        if (RetryAfter is { } wait)
        {
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, JsonForm.Writer);
        Write(writer);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "about:blank");
        writer.WriteString("title"u8, Title);
        writer.WriteNumber("status"u8, Status);
        if (Detail is not null) writer.WriteString("detail"u8, Detail);
        if (Errors.Count > 0)
        {
            writer.WriteStartArray("errors"u8);
            foreach (var fault in Errors)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer"u8, fault.Pointer);
                writer.WriteString("detail"u8, fault.Detail);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
