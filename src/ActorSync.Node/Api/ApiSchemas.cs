using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ActorSync.Node.Api;

/// <summary>Brings the schemas of the API's description in line with what is read and written, which the generator cannot see.</summary>
internal static class ApiSchemas
{
    /// <summary>Texts that are one of a few words, by property, or by schema and property where it differs.</summary>
    private static readonly Dictionary<string, (string Name, IEnumerable<string> Words)> Spelled = new()
    {
        ["status"] = ("Status", Named.All<Status>()),
        ["ReceiptBody.status"] = ("Verdict", Named.All<Verdict>()),
        ["first"] = ("Verdict", Named.All<Verdict>()),
        ["operation"] = ("Operation", Named.All<Operation>()),
        ["result"] = ("AttemptResult", Named.All<AttemptResult>()),
        ["parked"] = ("ParkReason", Named.All<ParkReason>()),
        ["action"] = ("Action", Named.All<OperatorAction>()),
        ["ManyActionsBody.action"] = ("ManyAction", ActionReader.ForMany.Select(Named.Of<OperatorAction>)),
        ["subs"] = ("Subs", ["wait", "go"]),
    };

    public static void Complete(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components!.Schemas!.ToArray())
            foreach (var (property, form) in schema.Properties?.ToArray() ?? [])
            {
                LeaveOutNull((OpenApiSchema)schema, property, form);
                Spell(document, name, schema.Properties!, property);
            }
    }

    /// <summary>A text that is one of a few words, under a name of its own: clients get one type for all its places.</summary>
    public static OpenApiSchemaReference Word(OpenApiDocument document, string name, IEnumerable<string> words)
    {
        document.AddComponent(name, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(w => (JsonNode)w)] });
        return new(name, document);
    }

    /// <summary>What may be null is left out, in answers as in requests: so it is not required, and has one type.</summary>
    private static void LeaveOutNull(OpenApiSchema schema, string property, IOpenApiSchema form)
    {
        if (form.OneOf is { Count: > 0 } either) schema.Properties![property] = either.Single(s => s.Type is not JsonSchemaType.Null);
        else if (form is OpenApiSchema own && own.Type?.HasFlag(JsonSchemaType.Null) is true) own.Type &= ~JsonSchemaType.Null;
        else return;
        schema.Required?.Remove(property);
    }

    private static void Spell(OpenApiDocument document, string schema, IDictionary<string, IOpenApiSchema> properties, string property)
    {
        if (properties[property].Type is not JsonSchemaType.String) return;
        if (Spelled.TryGetValue($"{schema}.{property}", out var word) || Spelled.TryGetValue(property, out word))
            properties[property] = Word(document, word.Name, word.Words);
    }
}
