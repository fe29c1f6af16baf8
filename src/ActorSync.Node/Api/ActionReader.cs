using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace ActorSync.Node.Api;

/// <summary>Reads operators' actions from a request, strictly: all faults at once, each with its pointer.</summary>
internal static class ActionReader
{
    public const int MaxMatched = 10_000;

    /// <summary>Not an edit: the data of one submission is not that of another.</summary>
    public static readonly OperatorAction[] ForMany = [OperatorAction.Retry, OperatorAction.Skip, OperatorAction.Release];

    private const int MaxText = 500;

    public static Task<(ActionRequest? Request, Problem? Problem)> One(HttpContext http, OperatorAction action, TimeProvider time) =>
        Read(http, time, (form, _) => new ActionRequest(
            Said(form, "by"), Said(form, "why"), form.Text("to"), Subs(form, action),
            action is OperatorAction.Edit ? Record(form) : NoRecord(form)));

    public static Task<(ActionsRequest? Request, Problem? Problem)> Many(HttpContext http, TimeProvider time) =>
        Read(http, time, (form, faults) =>
        {
            var action = Action(form);
            return new ActionsRequest(
                action, Said(form, "by"), Said(form, "why"), LogQuestions.Party(form.Text("to"), "to", faults),
                Subs(form, action), Filter(form, faults), Limit(form));
        });

    private static async Task<(T? Request, Problem? Problem)> Read<T>(
        HttpContext http, TimeProvider time, Func<FormFields, List<Fault>, T> read)
        where T : class
    {
        if (await Body.Read(http, SubmissionLimits.MaxBytes, time) is not { } body)
            return (null, Problem.TooLarge($"An action has at most {SubmissionLimits.MaxBytes} bytes."));
        if (!Utf8.IsValid(body.Span)) return (null, Problem.Malformed("expected well-formed UTF-8"));
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind is not JsonValueKind.Object) return (null, Invalid([new("", "expected an object")]));
            List<Fault> faults = [];
            var form = new FormFields(json.RootElement, "", faults);
            var request = read(form, faults);
            form.RefuseOthers();
            return faults.Count > 0 ? (null, Invalid(faults)) : (request, null);
        }
        catch (JsonException e)
        {
            return (null, Problem.Malformed($"expected JSON: {e.Message}"));
        }
    }

    private static Problem Invalid(IReadOnlyList<Fault> faults) =>
        new(StatusCodes.Status422UnprocessableEntity, "Not a valid action") { Errors = faults };

    /// <summary>What is said for the journal.</summary>
    private static string Said(FormFields form, string name)
    {
        var text = form.Text(name) ?? "";
        if (string.IsNullOrWhiteSpace(text)) form.Add(name, "required: it goes into the journal");
        else if (text.Length > MaxText || text.Any(char.IsControl))
            form.Add(name, $"expected at most {MaxText} characters without control characters");
        return text;
    }

    private static OperatorAction Action(FormFields form)
    {
        if (!Named.TryParse(form.Text("action") ?? "", out OperatorAction action) || !ForMany.Contains(action))
            form.Add("action", "expected retry, skip or release");
        return action;
    }

    private static string? Subs(FormFields form, OperatorAction action)
    {
        var subs = form.Text("subs");
        if (subs is not (null or "wait" or "go")) form.Add("subs", "expected wait or go");
        else if (subs is not null && action is not OperatorAction.Skip) form.Add("subs", "only a skip takes subs");
        return subs;
    }

    private static int Limit(FormFields form)
    {
        if (form.Take("limit") is not { } said) return MaxMatched;
        if (said.ValueKind is JsonValueKind.Number && said.TryGetInt32(out var limit) && limit is >= 1 and <= MaxMatched) return limit;
        form.Add("limit", $"expected a whole number from 1 to {MaxMatched}");
        return MaxMatched;
    }

    private static JsonData? Record(FormFields form)
    {
        try
        {
            if (form.Take("data") is not { ValueKind: JsonValueKind.Object } given)
                form.Add("data", "expected an object: the whole record");
            else if (JsonMarshal.GetRawUtf8Value(given) is { Length: > SubmissionLimits.MaxDataBytes } record)
                form.Add("data", $"expected at most {SubmissionLimits.MaxDataBytes} bytes, found {record.Length}");
            else return JsonData.Parse(JsonMarshal.GetRawUtf8Value(given).ToArray());
        }
        catch (FormatException e)
        {
            form.Add("data", e.Message);
        }
        return null;
    }

    private static JsonData? NoRecord(FormFields form)
    {
        if (form.Take("data") is not null) form.Add("data", "only an edit takes data");
        return null;
    }

    private static LogFilter Filter(FormFields form, List<Fault> faults)
    {
        const string required = "required: say what it is for, such as {\"status\": \"parked\"}";
        if (form.Object("filter") is not { } said)
        {
            form.Add("filter", required);
            return new();
        }
        var before = faults.Count;
        List<Fault> inside = [];
        var filter = LogQuestions.Read(name => name is "limit" or "cursor" ? null : said.Text(name), inside);
        if (filter.Status is Status.Delivering)
            inside.Add(new("/status", "expected a status other than delivering: a call under way takes no action"));
        foreach (var fault in inside) said.Add(fault.Pointer[1..], fault.Detail);
        said.RefuseOthers();
        if (faults.Count == before && filter is { Account: null, Meeting: null, Status: null, Party: null, From: null, To: null })
            form.Add("filter", required);
        return filter;
    }
}
