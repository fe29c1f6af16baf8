namespace ActorSync.Node.Api;

/// <summary>The API's routes.</summary>
internal sealed class NodeApi(SubmissionIntake intake, Queries queries, Actions actions, EventStream events)
{
    public const string SubmissionsPath = "/v1/submissions";

    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";
    private static readonly string[] OtherNdjson = ["application/ndjson", "application/jsonl"];

    public static void AddOpenApi(IServiceCollection services) => ApiDocument.Describe(services);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi.json");
        routes.MapPost(SubmissionsPath, (Delegate)Submit).WithName("Submit")
            .WithSummary("Submit one registration, or a batch of them, one a line.")
            .Accepts<SubmissionBody>(Json, [Ndjson, .. OtherNdjson])
            .Produces<ReceiptBody>(StatusCodes.Status202Accepted, Json).Produces<string>(StatusCodes.Status200OK, Ndjson)
            .Refuses(400, 408, 413, 415, 422, 429);
        routes.MapGet(SubmissionsPath, (Delegate)queries.List).WithName("List")
            .WithSummary("Submissions that match, newest first: account, meeting, status, party, from, to, limit, cursor.")
            .Produces<SubmissionPage>().Refuses(400);
        routes.MapGet(SubmissionsPath + "/{origin}/{**id}", (Delegate)One).WithName("Find")
            .WithSummary("Where one submission is, why, and what unblocks it.")
            .Produces<SubmissionView>().Refuses(404);
        routes.MapPost(SubmissionsPath + "/{origin}/{**idAndAction}", (Delegate)Act).WithName("Act")
            .WithSummary("An operator's action: .../{id}/retry, skip, release or edit.")
            .Accepts<ActionBody>(Json).Produces<ActionReply>().Refuses(400, 404, 408, 409, 413, 415, 422, 429);
        routes.MapPost("/v1/actions", (Delegate)actions.Many).WithName("ActOnMany")
            .WithSummary("An operator's action on all that match a filter; with `to`, only on what goes to that party.")
            .Accepts<ManyActionsBody>(Json).Produces<ActionsReply>().Refuses(400, 408, 413, 415, 422);
        routes.MapGet("/v1/accounts/{**account}", (Delegate)Account).WithName("Account")
            .WithSummary("An account's registrations by party, what is open, and the timeline.")
            .Produces<AccountPage>().Refuses(400, 404);
        routes.MapGet("/v1/events", (Delegate)Listen).WithName("Events")
            .WithSummary("Server-sent events: changes as they become durable; ?account= for one account.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Refuses(400, 429);
    }

    private Task Submit(HttpContext http) => (http.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant() switch
    {
        Json => intake.One(http),
        var type when type == Ndjson || OtherNdjson.Contains(type) => intake.Batch(http),
        _ => Problem.UnknownType.Write(http),
    };

    private Task One(HttpContext http)
    {
        var segments = RawPath.After(http, SubmissionsPath);
        return Id(segments, segments.Length) is { } id
            ? queries.One(http, id)
            : Problem.NotFound("There is no such submission.").Write(http);
    }

    private Task Act(HttpContext http)
    {
        var segments = RawPath.After(http, SubmissionsPath);
        if (segments.Length < 3 || !Named.TryParse(segments[^1], out OperatorAction action)
            || Id(segments, segments.Length - 1) is not { } id)
            return Problem.NotFound(
                $"Expected {SubmissionsPath}/{{origin}}/{{id}}/ and one of {string.Join(", ", Named.All<OperatorAction>())}.").Write(http);
        return actions.One(http, action, id);
    }

    private Task Account(HttpContext http) => TryParse(AccountId.Parse, RawPath.Id(RawPath.After(http, "/v1/accounts"))) is { } id
        ? queries.Account(http, id)
        : Problem.NotFound("There is no such account.").Write(http);

    private Task Listen(HttpContext http)
    {
        List<Fault> faults = [];
        var account = LogQuestions.Account(http.Request.Query, faults);
        return faults.Count > 0 ? Problem.Unasked(faults).Write(http) : events.Listen(http, account);
    }

    private static SubmissionId? Id(string[] segments, int end) =>
        end < 2 ? null : TryParse(id => SubmissionId.Parse(segments[0], id), RawPath.Id(segments[1..end]));

    private static T? TryParse<T>(Func<string, T> parse, string text) where T : struct
    {
        try
        {
            return parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
