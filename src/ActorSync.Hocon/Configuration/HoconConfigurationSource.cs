using Microsoft.Extensions.Configuration;

namespace ActorSync.Hocon;

/// <summary>Hands a HOCON configuration to Microsoft.Extensions.Configuration.</summary>
public sealed class HoconConfigurationSource : IConfigurationSource
{
    private readonly Func<HoconObject> _load;

    private HoconConfigurationSource(Func<HoconObject> load) => _load = load;

    public static HoconConfigurationSource Of(HoconObject resolved) => new(() => resolved);

    /// <param name="path">Read each time the configuration is loaded.</param>
    /// <param name="optional">A missing file then counts as an empty one. A faulty file is never overlooked.</param>
    /// <param name="environment">Where substitutions are sought that the file does not answer.</param>
    public static HoconConfigurationSource File(string path, bool optional = false, Func<string, string?>? environment = null) =>
        new(() => optional && !System.IO.File.Exists(path)
            ? HoconDocument.Empty.Resolve()
            : HoconDocument.Load(path).Resolve(environment));

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new HoconConfigurationProvider(_load);
}
