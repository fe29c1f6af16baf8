using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>One line of an account's timeline, for people.</summary>
internal static class Timeline
{
    public static string Describe(JsonObject entry)
    {
        var d = entry["detail"]!;
        return (string)entry["event"]! switch
        {
            "submission-received" => $"{Id(d["submission"]!["id"]!)} {d["submission"]!["meeting"]} {d["submission"]!["operation"]} revision {d["submission"]!["revision"]}: {d["verdict"]}",
            "delivered" => $"{Delivery(d["delivery"]!)} {Attempt(d["attempt"]!)}",
            "attempt-failed" => $"{Delivery(d["delivery"]!)} {Attempt(d["attempt"]!)}, again at {d["retryAt"]}",
            "delivery-parked" => $"{Delivery(d["delivery"]!)} {d["reason"]} {d["detail"]}",
            "delivery-superseded" or "delivery-cancelled" => $"{Delivery(d["delivery"]!)} by {Id(d["by"]!)}",
            "gate-opened" or "gate-closed" or "gate-still-closed" => $"{d["main"]} at {d["to"]}: {d["deliveries"]!.AsArray().Count} sub-meetings",
            "deliveries-recovered" => $"{d["deliveries"]!.AsArray().Count} deliveries may have been tried before the restart",
            "delivery-retried" or "delivery-skipped" or "delivery-released" or "delivery-edited" => $"{Delivery(d["delivery"]!)} by {d["by"]}: {d["why"]}",
            _ => Delivery(d["delivery"]!),
        };
    }

    private static string Id(JsonNode id) => $"{id["origin"]}/{id["id"]}";

    private static string Delivery(JsonNode d) => $"{Id(d["submission"]!)} to {d["to"]}";

    private static string Attempt(JsonNode a) => $"attempt {a["number"]} {a["code"]} {a["detail"]}".TrimEnd();
}
