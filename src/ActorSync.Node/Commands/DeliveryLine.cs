using System.Text.Json.Nodes;

namespace ActorSync.Node.Commands;

/// <summary>A delivery in one line for people: where it goes, how far it is, and what it waits for.</summary>
internal static class DeliveryLine
{
    public static string Of(JsonNode delivery)
    {
        var why = delivery["reason"] ?? delivery["parked"];
        return $"to {delivery["to"]}: {delivery["status"]}{(why is null ? "" : $", {why}")}"
            + (delivery["unblocks"] is { } unblocks ? $"; unblocked by {unblocks}" : "")
            + (delivery["nextDue"] is { } due ? $"; looked at {due}" : "");
    }
}
