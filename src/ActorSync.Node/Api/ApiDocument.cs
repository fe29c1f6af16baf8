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
            ("account", "Of this account"), ("meeting", "For this meeting"), ("status", $"One of {string.Join(", ", Words.All<Status>())}"),
            ("party", "Reported by this party, or for it"), ("from", "Received then or later"), ("to", "Received before then"),
            ("limit", $"Rows, from 1 to {LogFilter.MaxLimit}; 100 if not said"), ("cursor", "The cursor of the page before"),
        ],
        ["/v1/accounts/{account}"] = [("after", "The timeline after this sequence")],
        ["/v1/events"] = [("account", "Only of this account")],
    };

    public static void Complete(OpenApiDocument document)
    {
        document.Info = new() { Title = "ActorSync", Version = "v1", Description = "Ordered, durable delivery of registrations between systems that hold copies of them." };
        document.Servers?.Clear();
        if (document.Paths.Remove(ActionRoute, out var route) && route.Operations![HttpMethod.Post] is { } act)
            foreach (var action in Actions.Names) document.Paths[$"{SubmissionPath}/{action}"] = Of(act, action);
        foreach (var (path, item) in document.Paths)
            foreach (var (method, operation) in item.Operations ?? []) operation.Parameters = [.. Placeholders(path), .. method == HttpMethod.Get ? Asked(path) : []];
    }

    private static OpenApiPathItem Of(OpenApiOperation act, string action) => new()
    {
        Operations = new() { [HttpMethod.Post] = new(act) { OperationId = char.ToUpperInvariant(action[0]) + action[1..], Summary = $"An operator's action: {action}." } },
    };

    private static IEnumerable<IOpenApiParameter> Placeholders(string path) =>
        path.Split('/').Where(part => part.StartsWith('{')).Select(part => Parameter(part.Trim('{', '}'), ParameterLocation.Path, null));

    private static IEnumerable<IOpenApiParameter> Asked(string path) =>
        Questions.GetValueOrDefault(path, []).Select(q => Parameter(q.Name, ParameterLocation.Query, q.Description));

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string? description) => new()
    {
        Name = name, In = place, Required = place is ParameterLocation.Path, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
