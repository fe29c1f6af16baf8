using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>
/// An object of the configuration, read key by key; every fault is collected with its full key, and reading goes on with a
/// stand-in. What the object does not say, its defaults say.
/// </summary>
internal sealed class Section(HoconSetting own, HoconSetting? defaults, List<HoconFault> faults)
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(3650);

    public HoconSetting Setting => own;

    public Section Sub(string key) => new(own.At(key), defaults?.At(key), faults);

    /// <summary>What stands at the key, or else in the defaults.</summary>
    public HoconSetting At(string key)
    {
        var setting = own.At(key);
        return setting.Value is null && defaults is not null ? defaults.At(key) : setting;
    }

    public string Text(string key) => At(key).ReadText().Collect(faults, "");

    /// <summary>Null where null stands.</summary>
    public string? OptionalText(string key) => At(key).Exists ? Text(key) : null;

    public bool Switch(string key) => At(key).ReadBoolean().Collect(faults);

    public int Whole(string key, int from, int to) =>
        At(key).ReadInt32().Must(n => n >= from && n <= to, $"a whole number from {from} to {to}").Collect(faults, from);

    public double Number(string key, double above, double to) =>
        At(key).ReadDouble().Must(n => n > above && n <= to, $"a number above {above}, at most {to}").Collect(faults, to);

    public long Size(string key, long from, long to) =>
        At(key).ReadSize().Must(n => n >= from && n <= to, $"a size from {from} to {to} bytes").Collect(faults, from);

    public TimeSpan Duration(string key, TimeSpan? from = null, TimeSpan? to = null)
    {
        var (least, most) = (from ?? TimeSpan.FromMilliseconds(1), to ?? LongestDuration);
        return At(key).ReadDuration().Must(d => d >= least && d <= most, $"a duration from {least:c} to {most:c}").Collect(faults, least);
    }

    /// <summary>One of the words of an enum, in kebab case.</summary>
    public T Word<T>(string key) where T : struct, Enum
    {
        var reading = At(key).ReadText().Must(text => Api.Words.TryParse(text, out T _), string.Join(", ", Api.Words.All<T>()));
        return Api.Words.TryParse(reading.Collect(faults, ""), out T value) ? value : default;
    }

    public void Refuse(string key, string expected) => faults.Add(At(key).Fault(expected));
}
