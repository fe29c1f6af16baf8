using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace ActorSync.Node.Api;

/// <summary>Completes the API's description with what the routes do not say: they read paths and questions by hand.</summary>
internal static class ApiDocument
{
    private const string SubmissionPath = "/v1/submissions/{origin}/{id}";
    private const string ActionRoute = "/v1/submissions/{origin}/{idAndAction}";

    private static readonly Dictionary<string, (string Name, string Description)[]> Questions = new()
    {
        ["/v1/submissions"] =
        [
            ("account", "Of this account"), ("meeting", "For this meeting"), ("status", "With this status"),
            ("party", "Reported by this party, or for it"), ("from", "Received then or later"), ("to", "Received before then"),
            ("limit", $"Rows, from 1 to {LogFilter.MaxLimit}; 100 if not said"), ("cursor", "The cursor of the page before"),
        ],
        ["/v1/accounts/{account}"] = [("after", "The timeline after this sequence")],
        ["/v1/events"] = [("account", "Only of this account")],
    };

    public static void Describe(IServiceCollection services)
    {
        // The framework's own default reads numbers from texts, too, and would say so here; submissions and actions are read without it.
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", o => o.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        }));
    }

    /// <summary>Says how a route refuses: so, without a key, and while the store is away.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in (int[])[.. statuses, StatusCodes.Status401Unauthorized, StatusCodes.Status503ServiceUnavailable])
            route.Produces<ProblemBody>(status, Problem.ContentType);
        return route;
    }

    private static void Complete(OpenApiDocument document)
    {
        ApiSchemas.Complete(document);
        document.Info = new()
        {
            Title = "ActorSync", Version = "v1",
            Description = "Ordered, durable delivery of registrations between systems that hold copies of them.",
        };
        document.Servers?.Clear();
        if (document.Paths.Remove(ActionRoute, out var route) && route.Operations![HttpMethod.Post] is { } act)
            foreach (var action in Named.All<OperatorAction>()) document.Paths[$"{SubmissionPath}/{action}"] = Of(act, action);
        foreach (var (path, item) in document.Paths)
            foreach (var (method, operation) in item.Operations ?? [])
                operation.Parameters = [.. Placeholders(path), .. method == HttpMethod.Get ? Asked(document, path) : []];
        AskForKey(document);
    }

    /// <summary>A node may have API keys or not: either of the two ways of bringing one, or none.</summary>
    private static void AskForKey(OpenApiDocument document)
    {
        document.AddComponent("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        document.AddComponent("header", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key",
        });
        document.Security =
        [
            new() { [new("bearer", document)] = [] },
            new() { [new("header", document)] = [] },
            [],
        ];
    }

    private static OpenApiPathItem Of(OpenApiOperation act, string action) => new()
    {
        Operations = new()
        {
            [HttpMethod.Post] = new(act)
            {
                OperationId = char.ToUpperInvariant(action[0]) + action[1..], Summary = $"An operator's action: {action}.",
            },
        },
    };

    private static IEnumerable<IOpenApiParameter> Placeholders(string path) =>
        path.Split('/').Where(part => part.StartsWith('{')).Select(part => new OpenApiParameter
        {
            Name = part.Trim('{', '}'), In = ParameterLocation.Path, Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static IEnumerable<IOpenApiParameter> Asked(OpenApiDocument document, string path) =>
        Questions.GetValueOrDefault(path, []).Select(q => new OpenApiParameter
        {
            Name = q.Name, In = ParameterLocation.Query, Description = q.Description, Schema = q.Name switch
            {
                "status" => ApiSchemas.Word(document, "Status", Named.All<Status>()),
                "limit" or "after" => new OpenApiSchema { Type = JsonSchemaType.Integer },
                _ => new OpenApiSchema { Type = JsonSchemaType.String },
            },
        });
}
