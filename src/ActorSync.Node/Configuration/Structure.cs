using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>
/// Holds a configuration against the reference: a misspelt key must not pass for a default, and a single value or a list not
/// for an object that says nothing.
/// </summary>
internal static class Structure
{
    /// <param name="said">The configuration over its reference.</param>
    /// <param name="reference">The reference alone.</param>
    /// <param name="faults">Gets a fault for each unknown key, and for each value where an object belongs.</param>
    public static void Check(HoconObject said, HoconObject reference, List<HoconFault> faults) =>
        Compare(said.At(NamedObjects.Root), reference, NamedObjects.Root, faults, []);

    private static void Compare(HoconSetting said, HoconObject reference, string known, List<HoconFault> faults, string[] also)
    {
        // It may hold a password or a key, and is not shown.
        if (said.Value is not (null or HoconNull or HoconUnresolved or HoconObject))
            faults.Add(said.Fault("an object") with { Found = said.Value is HoconArray ? "a list" : "a single value" });
        foreach (var field in said.Fields())
        {
            var key = field.Name;
            var path = $"{known}.{key}";
            if (NamedObjects.All.TryGetValue(known, out var under))
            {
                if (under is not null) Compare(field, reference, under, faults, []);
            }
            else if (path == "actorsync.links") CompareLinks(field, reference, faults);
            else if (also.Contains(key)) continue;
            else if (reference.At(known).Field(key) is { Value: { } value })
            {
                if (value is HoconObject) Compare(field, reference, path, faults, []);
            }
            else
            {
                var allowed = reference.At(known).Fields().Select(f => f.Name).Concat(also);
                faults.Add(field.Fault($"one of {string.Join(", ", allowed)}") with { Found = key });
            }
        }
    }

    private static void CompareLinks(HoconSetting links, HoconObject reference, List<HoconFault> faults)
    {
        if (links.ReadList() is not { Succeeded: true, Value: var all }) return;
        foreach (var link in all) Compare(link, reference, "actorsync.link-defaults", faults, ["from", "to"]);
    }
}
