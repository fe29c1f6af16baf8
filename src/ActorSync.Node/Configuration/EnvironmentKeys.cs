using System.Text.Json;
using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>
/// Keys set by environment variables: the key in capitals, with `_` for `.` and `-`. Where names are free, what follows is a
/// new name, in lower case with `-` for `_`.
/// </summary>
internal static class EnvironmentKeys
{
    /// <summary>The key that commands send; no key of the configuration.</summary>
    public const string CommandsKey = "ACTORSYNC_API_KEY";

    private const string Prefix = "ACTORSYNC_";

    /// <summary>What the environment sets, as assignments for <see cref="HoconDocument.Override"/>.</summary>
    /// <param name="environment">All variables.</param>
    /// <param name="known">The configuration without them, which says which keys there are.</param>
    /// <param name="unused">Gets the variables with the prefix that name no key.</param>
    public static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> environment, HoconObject known, ICollection<string> unused)
    {
        var set = environment.Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal) && v.Key != CommandsKey).ToList();
        if (set.Count == 0) return [];
        var keys = Leaves(known.At(NamedObjects.Root)).Concat(OfParties(known, Leaves(known.At(NamedObjects.PartyDefaults))))
            .DistinctBy(VariableOf).ToDictionary(VariableOf);
        var maps = NamedObjects.All.Where(named => named.Value is null).Select(named => named.Key).ToList();
        var defaults = maps.Where(key => key.StartsWith(NamedObjects.PartyDefaults, StringComparison.Ordinal)).ToList();
        maps.AddRange(OfParties(known, defaults).ToList());
        List<string> assignments = [];
        foreach (var (variable, value) in set)
            if ((keys.GetValueOrDefault(variable) ?? NewKey(variable, maps)) is { } key)
                assignments.Add($"{key}=\"{JsonEncodedText.Encode(value)}\"");
            else unused.Add(variable);
        return assignments;
    }

    private static string VariableOf(string key) =>
        key.Replace('.', '_').Replace('-', '_').Replace("\"", "", StringComparison.Ordinal).ToUpperInvariant();

    private static IEnumerable<string> Leaves(HoconSetting setting) =>
        setting.Value is HoconObject ? setting.Fields().SelectMany(Leaves) : [setting.Key];

    /// <summary>A party has every key of its defaults, said or not.</summary>
    private static IEnumerable<string> OfParties(HoconObject known, IEnumerable<string> ofDefaults)
    {
        var under = ofDefaults.Select(key => key[NamedObjects.PartyDefaults.Length..]).ToList();
        return known.At(NamedObjects.Parties).Fields().SelectMany(party => under.Select(key => party.Key + key));
    }

    private static string? NewKey(string variable, IEnumerable<string> maps)
    {
        foreach (var map in maps)
        {
            var start = VariableOf(map) + "_";
            if (variable.Length > start.Length && variable.StartsWith(start, StringComparison.Ordinal))
                return $"{map}.{HoconPath.Of([variable[start.Length..].ToLowerInvariant().Replace('_', '-')])}";
        }
        return null;
    }
}
