using System.CommandLine;

namespace ActorSync.Node.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text for people", Recursive = true };

    public static Option<Uri> Node { get; } = new("--node")
    {
        Description = "The node's API", HelpName = "url", DefaultValueFactory = _ => new("http://127.0.0.1:5080"),
    };

    /// <summary>Taken from the environment, so that it stands in no list of processes.</summary>
    public const string KeyVariable = "ACTORSYNC_API_KEY";

    public static Option<string[]> Overrides { get; } = new("-D")
    {
        Description = "Override a key of the configuration; may be given several times", HelpName = "key=value", DefaultValueFactory = _ => [],
    };

    public static Option<string> By { get; } = new("--by") { Description = "Who acts, for the journal", DefaultValueFactory = _ => Environment.UserName };

    public static Option<string> Why { get; } = new("--why") { Description = "Why, for the journal", Required = true };
}
