using System.Text.Json;

namespace ActorSync.Peers;

/// <summary>One report about one registration, as far as a peer has to look into it.</summary>
/// <param name="MainMeeting">Null: it is for a main meeting.</param>
/// <param name="Line">As it came; also what the receiver gets.</param>
public sealed record Submission(string Origin, string Id, string Account, string Meeting, string? MainMeeting, long Revision, string Line)
{
    /// <summary>Names it within all origins.</summary>
    public string Key => $"{Origin}:{Id}";

    /// <exception cref="JsonException">It is no submission.</exception>
    public static Submission Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        string Text(string name) => root.TryGetProperty(name, out var value) && value.GetString() is { } text
            ? text
            : throw new JsonException($"expected {name}, found none");
        return new(Text("origin"), Text("id"), Text("account"), Text("meeting"),
            root.TryGetProperty("mainMeeting", out var main) ? main.GetString() : null, root.GetProperty("revision").GetInt64(), line);
    }
}
