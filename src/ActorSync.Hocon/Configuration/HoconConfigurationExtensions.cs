using Microsoft.Extensions.Configuration;

namespace ActorSync.Hocon;

public static class HoconConfigurationExtensions
{
    /// <summary>Adds a HOCON file; see <see cref="HoconConfigurationSource.File"/>.</summary>
    public static IConfigurationBuilder AddHocon(
        this IConfigurationBuilder builder, string path, bool optional = false, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(HoconConfigurationSource.File(path, optional, environment));
    }

    /// <summary>Adds a configuration that is layered and resolved already.</summary>
    public static IConfigurationBuilder AddHocon(this IConfigurationBuilder builder, HoconObject resolved)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(HoconConfigurationSource.Of(resolved));
    }
}
