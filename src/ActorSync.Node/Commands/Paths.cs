namespace ActorSync.Node.Commands;

/// <summary>Paths of the API, with ids escaped.</summary>
internal static class Paths
{
    public const string Submissions = "/v1/submissions";

    public const string Actions = "/v1/actions";

    public static string Submission(string origin, string id) => $"{Submissions}/{Uri.EscapeDataString(origin)}/{Uri.EscapeDataString(id)}";

    public static string Account(string account) => $"/v1/accounts/{Uri.EscapeDataString(account)}";
}
