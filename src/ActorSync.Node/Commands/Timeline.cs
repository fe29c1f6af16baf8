using System.Globalization;
using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>An account's timeline, for people.</summary>
internal static class Timeline
{
    public static IEnumerable<(string At, string What, string Which)> Lines(JsonArray timeline)
    {
        for (var i = 0; i < timeline.Count; i++)
            yield return ($"{timeline[i]!["at"]}", $"{timeline[i]!["event"]}", Describe(timeline[i]!, timeline.Skip(i + 1)));
    }

    private static string Describe(JsonNode entry, IEnumerable<JsonNode?> later)
    {
        var d = entry["detail"]!;
        return (string)entry["event"]! switch
        {
            "submission-received" =>
                $"{Id(d["submission"]!["id"]!)} {d["submission"]!["meeting"]} {d["submission"]!["operation"]} "
                    + $"revision {d["submission"]!["revision"]}: {d["verdict"]}",
            "delivered" => $"{Delivery(d["delivery"]!)} {Attempt(d["attempt"]!)}",
            "attempt-failed" =>
                $"{Delivery(d["delivery"]!)} {Attempt(d["attempt"]!)}{(IsOver(entry, later) ? "" : $", again at {Time(d["retryAt"]!)}")}",
            "delivery-parked" => $"{Delivery(d["delivery"]!)} {d["reason"]} {d["detail"]}",
            "delivery-superseded" or "delivery-cancelled" => $"{Delivery(d["delivery"]!)} by {Id(d["by"]!)}",
            "gate-opened" or "gate-closed" or "gate-still-closed" =>
                $"{d["main"]} at {d["to"]}: {d["deliveries"]!.AsArray().Count} sub-meetings",
            "deliveries-recovered" => $"{d["deliveries"]!.AsArray().Count} deliveries may have been tried before the restart",
            "delivery-retried" or "delivery-skipped" or "delivery-released" or "delivery-edited" =>
                $"{Delivery(d["delivery"]!)} by {d["by"]}: {d["why"]}",
            _ => Delivery(d["delivery"]!),
        };
    }

    /// <summary>
    /// Whether the step in which an attempt failed has ended its delivery, too: what comes next about it, in
    /// that very moment, says how.
    /// </summary>
    private static bool IsOver(JsonNode failed, IEnumerable<JsonNode?> later) => later
        .TakeWhile(e => (string?)e!["at"] == (string?)failed["at"])
        .Any(e => JsonNode.DeepEquals(e!["detail"]!["delivery"], failed["detail"]!["delivery"]));

    /// <summary>As the other times are shown: events keep theirs to the tick.</summary>
    private static string Time(JsonNode time) =>
        DateTimeOffset.Parse($"{time}", CultureInfo.InvariantCulture)
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Id(JsonNode id) => $"{id["origin"]}/{id["id"]}";

    private static string Delivery(JsonNode d) => $"{Id(d["submission"]!)} to {d["to"]}";

    private static string Attempt(JsonNode a) => $"attempt {a["number"]} {a["code"]} {a["detail"]}".TrimEnd();
}
