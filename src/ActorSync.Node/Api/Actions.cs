using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorSync.Node.Api;

/// <summary>Operators' actions, for one submission or for all that match a filter (R21).</summary>
internal sealed class Actions(IAccounts accounts, IRegistrationLog log, TimeProvider time)
{
    private const int MaxMatched = 10_000;
    private const int MaxText = 500;
    private const int MaxNotDoneShown = 100;

    public static readonly string[] Names = ["retry", "skip", "release", "edit"];

    public async Task One(HttpContext http, string action, SubmissionId id)
    {
        var (request, problem) = await Read(http, ApiJson.Shown.ActionRequest);
        List<Fault> faults = [];
        if (request is not null) Check(request.By, request.Why, request.Subs, faults);
        JsonData? data = null;
        if (request is not null && action is "edit") data = Data(request.Data, faults);
        else if (request?.Data is not null) faults.Add(new("/data", "only an edit takes data"));
        problem ??= faults.Count > 0 ? Invalid(faults) : null;
        if (problem is not null)
        {
            await problem.Write(http);
            return;
        }
        var rows = await log.Find(id, http.RequestAborted);
        if (rows.Count == 0)
        {
            await Problem.NotFound($"{id} is not known.").Write(http);
            return;
        }
        var to = rows.Select(r => r.To).FirstOrDefault(t => t is not null && t.Value.Value == request!.To);
        if (request!.To is not null && to is null)
        {
            await Problem.NotFound($"{id} does not go to {request.To}.").Write(http);
            return;
        }
        var reply = await accounts.Tell(rows[0].Account, Command(action, rows[0].Meeting, id, to, request.By!, request.Why!, request.Subs, data), http.RequestAborted);
        await Reply(http, action, reply);
    }

    public async Task Many(HttpContext http)
    {
        var (request, problem) = await Read(http, ApiJson.Shown.ActionsRequest);
        List<Fault> faults = [];
        if (request is not null)
        {
            Check(request.By, request.Why, request.Subs, faults);
            if (request.Action is null or "edit" || !Names.Contains(request.Action)) faults.Add(new("/action", "expected retry, skip or release"));
            if (request.Limit is < 1 or > MaxMatched) faults.Add(new("/limit", $"expected a whole number from 1 to {MaxMatched}"));
        }
        var filter = Filter(request?.Filter, faults);
        problem ??= faults.Count > 0 ? Invalid(faults) : null;
        if (problem is not null) await problem.Write(http);
        else await JsonForm.Write(http, await Act(request!, filter, http.RequestAborted), ApiJson.Shown.ActionsReply);
    }

    private async Task<ActionsReply> Act(ActionsRequest request, LogFilter filter, CancellationToken cancellation)
    {
        var limit = request.Limit ?? MaxMatched;
        var (matched, done) = (0, 0);
        List<NotActedView> notDone = [];
        while (true)
        {
            var page = await log.List(filter with { Limit = Math.Min(LogFilter.MaxLimit, limit - matched) }, cancellation);
            foreach (var row in page.Entries.Where(r => r.To is not null))
            {
                matched++;
                var command = Command(request.Action!, row.Meeting, row.Submission, row.To, request.By!, request.Why!, request.Subs, null);
                var why = await accounts.Tell(row.Account, command, cancellation) switch
                {
                    AccountReply.Decided { Answer: Answer.Acted } => null,
                    AccountReply.Decided { Answer: Answer.NotActed not } => not.Why,
                    AccountReply.Busy => "the node is busy",
                    _ => "not durable in time; it may yet be done",
                };
                if (why is null) done++;
                else if (notDone.Count < MaxNotDoneShown) notDone.Add(new(row.Submission.Origin.Value, row.Submission.Id, why));
            }
            if (page.Next is null || matched >= limit) return new(request.Action!, matched, done, notDone, page.Next is not null);
            filter = filter with { After = page.Next };
        }
    }

    private AccountCommand Command(string action, MeetingId meeting, SubmissionId id, PartyId? to, string by, string why, string? subs, JsonData? data)
    {
        var now = time.GetUtcNow();
        return action switch
        {
            "retry" => new AccountCommand.Retry(meeting, id, to, by, why) { Now = now },
            "skip" => new AccountCommand.Skip(meeting, id, to, by, why, ReleaseSubs: subs is "go") { Now = now },
            "release" => new AccountCommand.Release(meeting, id, to, by, why) { Now = now },
            _ => new AccountCommand.Edit(meeting, id, to, by, why, data!) { Now = now },
        };
    }

    private static Task Reply(HttpContext http, string action, AccountReply reply) => reply switch
    {
        AccountReply.Decided { Answer: Answer.Acted acted } => JsonForm.Write(
            http, new(action, [.. acted.Deliveries.Select(d => new ActedView(d.Submission.Origin.Value, d.Submission.Id, d.To.Value))]), ApiJson.Shown.ActionReply),
        AccountReply.Decided { Answer: Answer.NotActed not } => new Problem(StatusCodes.Status409Conflict, "Does not apply") { Detail = not.Why }.Write(http),
        AccountReply.Busy busy => Problem.Busy(busy.RetryAfter).Write(http),
        AccountReply.Unanswered late => Problem.Unanswered(late.RetryAfter).Write(http),
        _ => throw new InvalidOperationException($"expected an answer to an action, found {reply}"),
    };

    private static void Check(string? by, string? why, string? subs, List<Fault> faults)
    {
        foreach (var (name, text) in new[] { ("by", by), ("why", why) })
            if (string.IsNullOrWhiteSpace(text)) faults.Add(new("/" + name, "required: it goes into the journal"));
            else if (text.Length > MaxText || text.Any(char.IsControl)) faults.Add(new("/" + name, $"expected at most {MaxText} characters without control characters"));
        if (subs is not (null or "wait" or "go")) faults.Add(new("/subs", "expected wait or go"));
    }

    private static JsonData? Data(JsonElement? data, List<Fault> faults)
    {
        try
        {
            if (data is not { ValueKind: JsonValueKind.Object } given) faults.Add(new("/data", "expected an object: the whole record"));
            else if (JsonMarshal.GetRawUtf8Value(given) is { Length: > SubmissionLimits.MaxDataBytes } record)
                faults.Add(new("/data", $"expected at most {SubmissionLimits.MaxDataBytes} bytes, found {record.Length}"));
            else return JsonData.Parse(JsonMarshal.GetRawUtf8Value(given).ToArray());
        }
        catch (FormatException e)
        {
            faults.Add(new("/data", e.Message));
        }
        return null;
    }

    private static LogFilter Filter(ActionsFilter? f, List<Fault> faults)
    {
        if (f is null or { Account: null, Meeting: null, Status: null, Party: null, From: null, To: null })
            faults.Add(new("/filter", "required: say what it is for, such as {\"status\": \"parked\"}"));
        List<Fault> inside = [];
        var filter = LogQuestions.Read(
            name => name switch { "account" => f?.Account, "meeting" => f?.Meeting, "status" => f?.Status, "party" => f?.Party, "from" => f?.From, "to" => f?.To, _ => null }, inside);
        if (filter.Status is Status.Delivering) inside.Add(new("/status", "expected a status other than delivering: a call under way takes no action"));
        faults.AddRange(inside.Select(i => i with { Pointer = "/filter" + i.Pointer }));
        return filter;
    }

    private static async Task<(T? Request, Problem? Problem)> Read<T>(HttpContext http, JsonTypeInfo<T> form) where T : class
    {
        if (await Body.Read(http, SubmissionLimits.MaxBytes) is not { } body)
            return (null, Problem.TooLarge($"An action has at most {SubmissionLimits.MaxBytes} bytes."));
        try
        {
            return JsonSerializer.Deserialize(body.Span, form) is { } request ? (request, null) : (null, Problem.Malformed("expected an object, found null"));
        }
        catch (JsonException e)
        {
            return (null, IsJson(body) ? Invalid([new(Pointer(e.Path), "unknown, or another kind of value than expected")]) : Problem.Malformed("expected JSON"));
        }
    }

    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var _ = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The serializer's `$.filter.limit` as `/filter/limit`.</summary>
    private static string Pointer(string? path) => (path ?? "").TrimStart('$').Replace('.', '/');

    private static Problem Invalid(IReadOnlyList<Fault> faults) => new(StatusCodes.Status422UnprocessableEntity, "Not a valid action") { Errors = faults };
}
