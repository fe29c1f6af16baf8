using ActorSync.Hocon;
using ActorSync.Node.Configuration;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

/// <summary>Settings as a node would read them, and their faults.</summary>
internal static class Configured
{
    /// <summary>The least that a node needs.</summary>
    public const string Least =
        "actorsync.parties { B { base-url = \"http://127.0.0.1:1\" }, C { base-url = \"http://127.0.0.1:2\" } }\n"
        + "actorsync.links = [{ from = B, to = C }]\n";

    public static NodeSettings By(params string[] overrides) => Of(Least, overrides);

    public static NodeSettings Of(string file, string[] overrides, params (string Name, string Value)[] environment) =>
        Of(file, overrides, [], environment);

    public static NodeSettings Of(string file, string[] overrides, List<string> unused, params (string Name, string Value)[] environment)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("node.conf"), file);
        return NodeConfiguration.Read(folder.File("node.conf"), overrides, environment.ToDictionary(v => v.Name, v => v.Value), unused);
    }

    public static IReadOnlyList<HoconFault> FaultsBy(params string[] overrides) => FaultsOf(Least, overrides);

    public static IReadOnlyList<HoconFault> FaultsOf(string file, params string[] overrides) =>
        Assert.Throws<HoconException>(() => Of(file, overrides)).Faults;

    /// <summary>The keys concerned, without the root.</summary>
    public static IEnumerable<string> Keys(this IEnumerable<HoconFault> faults) =>
        faults.Select(f => f.Key.StartsWith("actorsync.", StringComparison.Ordinal) ? f.Key["actorsync.".Length..] : f.Key)
            .Order(StringComparer.Ordinal);
}
