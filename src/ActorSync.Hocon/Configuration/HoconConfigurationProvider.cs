using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ActorSync.Hocon;

/// <summary>Flattens a configuration into keys such as <c>links:0:from</c>.</summary>
internal sealed class HoconConfigurationProvider(Func<HoconObject> load) : ConfigurationProvider
{
    public override void Load()
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in load().Fields)
            Flatten(key, value, data);
        Data = data;
    }

    private static void Flatten(string path, HoconValue value, Dictionary<string, string?> data)
    {
        switch (value)
        {
            case HoconObject { Fields: { Count: > 0 } fields }:
                foreach (var (key, field) in fields)
                    Flatten(ConfigurationPath.Combine(path, key), field, data);
                break;
            case HoconArray { Elements: { Count: > 0 } elements }:
                for (var i = 0; i < elements.Count; i++)
                    Flatten(ConfigurationPath.Combine(path, i.ToString(CultureInfo.InvariantCulture)), elements[i], data);
                break;
            default:
                data[path] = Leaf(value);
                break;
        }
    }

    /// <summary>As the framework's own JSON source has it: an empty array is there and empty, null and {} are null.</summary>
    private static string? Leaf(HoconValue value) => value switch
    {
        HoconArray => "",
        HoconNull => null,
        _ => value.Text,
    };
}
