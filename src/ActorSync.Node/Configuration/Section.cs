using System.Text.Json;
using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>
/// An object of the configuration, read key by key; every fault is collected with its full key, and reading goes on with a
/// stand-in. What the object does not say, its defaults say.
/// </summary>
internal sealed class Section(HoconSetting own, HoconSetting? defaults, List<HoconFault> faults)
{
    /// <summary>For what is a date in the end, kept in the store, and not a timer of this process.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(3650);

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1);

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

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        [.. (At(key).ReadList().Collect(faults) ?? []).Select(element => element.ReadText().Collect(faults, ""))];

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

    /// <summary>A fault, unless the value has one already.</summary>
    public void Refuse(string key, string expected)
    {
        var setting = At(key);
        if (!faults.Exists(f => f.Key == setting.Key)) faults.Add(setting.Fault(expected));
    }

    /// <summary>A fault that a part has found in what it was told. It says itself what it found, since it knows what may be shown.</summary>
    public void Add(Fault fault)
    {
        const string expected = "expected ", found = ", found ";
        var detail = fault.Detail.StartsWith(expected, StringComparison.Ordinal) ? fault.Detail[expected.Length..] : fault.Detail;
        var at = detail.LastIndexOf(found, StringComparison.Ordinal);
        faults.Add(At(KeyOf(fault.Pointer)).Fault("") with
        {
            Expected = at < 0 ? detail : detail[..at],
            Found = at < 0 ? "something else" : detail[(at + found.Length)..],
        });
    }

    /// <summary>The key for a pointer such as `/deliver/path` or `/baseUrl`.</summary>
    private static string KeyOf(string pointer) =>
        string.Join('.', pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
}
