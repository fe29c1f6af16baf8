using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>Finds keys that nothing reads: a misspelt key must not pass for a default.</summary>
internal static class UnknownKeys
{
    /// <summary>Objects whose keys are names that the operator gives, and what stands under each.</summary>
    private static readonly Dictionary<string, string?> Named = new()
    {
        ["actorsync.parties"] = "actorsync.party-defaults",
        ["actorsync.node.api-keys"] = null,
        ["actorsync.party-defaults.headers"] = null,
    };

    /// <param name="said">The configuration over its reference.</param>
    /// <param name="reference">The reference alone.</param>
    /// <param name="faults">Gets a fault for each unknown key.</param>
    public static void Find(HoconObject said, HoconObject reference, List<HoconFault> faults) =>
        Compare(said.At("actorsync"), reference, "actorsync", faults, []);

    private static void Compare(HoconSetting said, HoconObject reference, string known, List<HoconFault> faults, string[] also)
    {
        foreach (var field in said.Fields())
        {
            var key = HoconPath.Parse(field.Key).Keys[^1];
            var path = $"{known}.{key}";
            if (Named.TryGetValue(known, out var under))
            {
                if (under is not null) Compare(field, reference, under, faults, []);
            }
            else if (path == "actorsync.links") CompareLinks(field, reference, faults);
            else if (also.Contains(key)) continue;
            else if (reference.At(known).Field(key) is { Value: { } value })
            {
                if (value is HoconObject) Compare(field, reference, path, faults, []);
            }
            else faults.Add(field.Fault($"one of {string.Join(", ", reference.At(known).Fields().Select(f => HoconPath.Parse(f.Key).Keys[^1]).Concat(also))}") with { Found = key });
        }
    }

    private static void CompareLinks(HoconSetting links, HoconObject reference, List<HoconFault> faults)
    {
        if (links.ReadList() is not { Succeeded: true, Value: var all }) return;
        foreach (var link in all) Compare(link, reference, "actorsync.link-defaults", faults, ["from", "to"]);
    }
}
