using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ActorSync.Hocon;
using ActorSync.Node.Configuration;

namespace ActorSync.Node.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text for people", Recursive = true };

    /// <summary>Taken from the environment, so that it stands in no list of processes.</summary>
    public const string KeyVariable = EnvironmentKeys.CommandsKey;

    public static Option<Uri?> Node { get; } =
        Address("--node", $"The node's API; a key that it wants is taken from {KeyVariable}", "http://127.0.0.1:5080");

    public static Option<string[]> Overrides { get; } = new("-D")
    {
        Description = "Override a key of the configuration; may be given several times",
        HelpName = "key=value", DefaultValueFactory = _ => [],
    };

    /// <param name="usual">The address when none is given; null: none.</param>
    public static Option<Uri?> Address(string name, string description, string? usual) => new(name)
    {
        Description = description,
        HelpName = "url",
        DefaultValueFactory = _ => usual is null ? null : new(usual),
        CustomParser = result =>
        {
            var text = Said(result);
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                && address is { UserInfo: "", Query: "", Fragment: "" }) return address;
            result.AddError($"{name}: expected an address such as http://127.0.0.1:5080, found {Secrets.Hide(text)}");
            return null;
        },
    };

    /// <param name="least">The smallest that makes sense.</param>
    public static Option<int> Whole(string name, string description, int usual, int least = int.MinValue) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = Said(result);
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least)
                return number;
            result.AddError($"{name}: expected a whole number{(least > int.MinValue ? $" from {least} up" : "")}, found {text}");
            return usual;
        },
    };

    /// <param name="usual">When none is given; null: none.</param>
    public static Option<double?> Number(string name, string description, double? usual) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = Said(result);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
            result.AddError($"{name}: expected a number, found {text}");
            return usual;
        },
    };

    /// <summary>A duration, written as in a configuration.</summary>
    public static Option<string> Duration(string name, string description, string usual) =>
        new(name) { Description = description, HelpName = "duration", DefaultValueFactory = _ => usual };

    public static TimeSpan Duration(ParseResult parsed, Option<string> option, List<string> faults)
    {
        if (DurationText.Parse(parsed.GetValue(option)) is { } duration) return duration;
        faults.Add($"{option.Name}: expected a duration such as 500ms or 10s, found {parsed.GetValue(option)}");
        return default;
    }

    public static PartyId Party(ParseResult parsed, Option<string> option, List<string> faults)
    {
        var name = parsed.GetValue(option)!;
        if (PartyName.Is(name)) return PartyId.Parse(name);
        faults.Add($"{option.Name}: expected {PartyName.Expected}, found {name}");
        return default;
    }

    public static Option<string> By { get; } = new("--by")
    {
        Description = "Who acts, for the journal", DefaultValueFactory = _ => Environment.UserName,
    };

    public static Option<string> Why { get; } = new("--why") { Description = "Why, for the journal", Required = true };

    /// <summary>An argument that goes into a path, where `.` and `..` would lead to another one; no id is called so.</summary>
    public static Argument<T> Id<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (Said(result) is "." or "..")
                result.AddError($"{argument.Name}: expected something other than . and .., found {Said(result)}");
        });
        return argument;
    }

    private static string Said(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
}
