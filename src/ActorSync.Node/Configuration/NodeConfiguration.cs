using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>Puts a node's configuration together: command line over environment over file over reference.</summary>
internal static class NodeConfiguration
{
    /// <summary>The node's own, and that of the actor system that may run it.</summary>
    private static readonly string[] Roots = ["actorsync.", "akka."];

    private const string ReferenceName = "reference.conf";

    /// <summary>The defaults: `hocon/reference.conf`, carried in the program.</summary>
    public static HoconDocument Reference()
    {
        using var stream = typeof(NodeConfiguration).Assembly.GetManifestResourceStream(ReferenceName)!;
        using var reader = new StreamReader(stream);
        return HoconDocument.Parse(reader.ReadToEnd(), ReferenceName);
    }

    /// <param name="file">The configuration file; null: the reference alone.</param>
    /// <param name="overrides">`key=value`, the later over the earlier.</param>
    /// <param name="environment">All environment variables.</param>
    /// <param name="unused">Gets the variables that look like keys and name none.</param>
    /// <exception cref="HoconException">With every fault.</exception>
    public static NodeSettings Read(
        string? file, IEnumerable<string> overrides, IReadOnlyDictionary<string, string> environment, ICollection<string> unused) =>
        Read(file, overrides, environment, unused, out _);

    /// <param name="file">The configuration file; null: the reference alone.</param>
    /// <param name="overrides">`key=value`, the later over the earlier.</param>
    /// <param name="environment">All environment variables.</param>
    /// <param name="unused">Gets the variables that look like keys and name none.</param>
    /// <param name="said">Gets the whole configuration, resolved, with the roots that are not the node's own.</param>
    /// <exception cref="HoconException">With every fault.</exception>
    public static NodeSettings Read(
        string? file, IEnumerable<string> overrides, IReadOnlyDictionary<string, string> environment, ICollection<string> unused,
        out HoconObject said)
    {
        var asked = new HashSet<string>();
        string? Ask(string variable)
        {
            asked.Add(variable);
            return environment.GetValueOrDefault(variable);
        }

        var reference = Reference();
        List<HoconFault> unread = [];
        List<HoconDocument> typed = [.. overrides.Select(assignment => Typed(Full(assignment), unread))];
        List<string> set = [];
        try
        {
            var document = (file is null ? HoconDocument.Empty : HoconDocument.Load(file)).WithFallback(reference);
            // What has no value yet may get one by the environment or the command line.
            var variables = EnvironmentKeys.Read(environment, document.Resolve(Ask, []), set);
            foreach (var assignment in variables) document = HoconDocument.Override(assignment, "environment").WithFallback(document);
            foreach (var assignment in typed) document = assignment.WithFallback(document);
            said = document.Resolve(Ask, unread);
        }
        catch (HoconException e)
        {
            throw HoconException.Of([.. e.Faults, .. unread]);
        }
        foreach (var variable in set.Where(v => !asked.Contains(v))) unused.Add(variable);
        return SettingsReader.Read(said, reference.Resolve(), unread);
    }

    /// <summary>
    /// One key set on the command line. What cannot be read is told with its key, and without its value: it may be a secret.
    /// </summary>
    private static HoconDocument Typed(string assignment, List<HoconFault> faults)
    {
        try
        {
            return HoconDocument.Override(assignment, "command line");
        }
        catch (HoconException e)
        {
            var key = assignment.Split('=', ':')[0].TrimEnd('+', ' ');
            faults.AddRange(e.Faults.Select(f => f with { Key = key }));
            return HoconDocument.Empty;
        }
    }

    /// <summary>Keys on the command line may leave out the root.</summary>
    private static string Full(string assignment) =>
        Roots.Any(root => assignment.StartsWith(root, StringComparison.Ordinal)) ? assignment : "actorsync." + assignment;
}
