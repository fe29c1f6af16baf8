using System.Text.Json.Nodes;

namespace ActorSync.Tests.Node;

/// <summary>Submissions as a party sends them, of an account that is the test's own.</summary>
internal static class Reports
{
    /// <summary>For a main meeting.</summary>
    public static JsonObject Forum(string account, long revision = 1, string origin = "B") => Of(account, "forum", revision, origin);

    /// <summary>For a sub-meeting of it.</summary>
    public static JsonObject Dinner(string account, long revision = 1, string origin = "B")
    {
        var report = Of(account, "dinner", revision, origin);
        report["mainMeeting"] = "forum";
        return report;
    }

    public static string IdOf(JsonObject report) => (string)report["id"]!;

    private static JsonObject Of(string account, string meeting, long revision, string origin) => new()
    {
        ["id"] = $"{account}-{meeting}-{revision}",
        ["origin"] = origin,
        ["account"] = account,
        ["meeting"] = meeting,
        ["operation"] = revision == 1 ? "register" : "update",
        ["revision"] = revision,
        ["occurredAt"] = Some.Time.AddSeconds(revision).ToString("O"),
        ["data"] = new JsonObject { ["name"] = $"{account} {revision}" },
    };
}
