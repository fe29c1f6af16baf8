using System.Text.Json;
using ActorSync.Hocon;

namespace ActorSync.Node.Configuration;

/// <summary>
/// An object of the configuration, read key by key; every fault is collected with its full key, and reading goes on with a
/// stand-in. What the object does not say, its defaults say; the last of them are those of the reference.
/// </summary>
internal sealed class Section(HoconSetting own, Section? defaults, List<HoconFault> faults)
{
    /// <summary>For what is a date in the end, kept in the store, and not a timer of this process.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(3650);

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1);

    public HoconSetting Setting => own;

    private Section Reference => defaults?.Reference ?? this;

    public Section Sub(string key) => new(own.At(key), defaults?.Sub(key), faults);

    /// <summary>What stands at the key, or else in the defaults.</summary>
    public HoconSetting At(string key)
    {
        var setting = own.At(key);
        return setting.Value is null && defaults is not null ? defaults.At(key) : setting;
    }

    /// <summary>Where names are free: those of the defaults that the object does not say, and its own. None where null stands.</summary>
    /// <param name="names">Which names are the same.</param>
    public IEnumerable<(string Name, HoconSetting Setting)> Entries(StringComparer names)
    {
        if (own.Value is HoconNull) return [];
        List<(string Name, HoconSetting Setting)> said = [.. own.Fields().Select(f => (f.Name, f))];
        return [.. (defaults?.Entries(names) ?? []).Where(d => !said.Exists(s => names.Equals(s.Name, d.Name))), .. said];
    }

    public string Text(string key) => Take(key, At(key).ReadText(), "");

    /// <summary>Null where null stands.</summary>
    public string? OptionalText(string key) => At(key).Exists ? Text(key) : null;

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        [.. Take(key, At(key).ReadList(), []).Select(element => element.ReadText().Collect(faults, ""))];

    public bool Switch(string key) => Take(key, At(key).ReadBoolean(), false);

    public int Whole(string key, int from, int to) =>
        Take(key, At(key).ReadInt32().Must(n => n >= from && n <= to, $"a whole number from {from} to {to}"), from);

    public double Number(string key, double above, double to) =>
        Take(key, At(key).ReadDouble().Must(n => n > above && n <= to, $"a number above {above}, at most {to}"), to);

    public long Size(string key, long from, long to) =>
        Take(key, At(key).ReadSize().Must(n => n >= from && n <= to, $"a size such as 64 KiB, from {from} to {to} bytes"), from);

    public TimeSpan Duration(string key, TimeSpan? from = null, TimeSpan? to = null)
    {
        var (least, most) = (from ?? TimeSpan.FromMilliseconds(1), to ?? LongestDuration);
        var expected = $"a duration such as 500ms or 1h, from {DurationText.Of(least)} to {DurationText.Of(most)}";
        return Take(key, At(key).ReadDuration().Must(d => d >= least && d <= most, expected), least);
    }

    /// <summary>One of the words of an enum, in kebab case. Null: a fault.</summary>
    public T? Word<T>(string key) where T : struct, Enum
    {
        var reading = At(key).ReadText().Must(text => Named.TryParse(text, out T _), string.Join(", ", Named.All<T>()));
        return Named.TryParse(Take(key, reading, ""), out T value) ? value : null;
    }

    /// <summary>A fault, unless the value has one already.</summary>
    /// <param name="key">The key concerned.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="found">What is there; null: the value.</param>
    public void Refuse(string key, string expected, string? found = null)
    {
        var fault = Fault(key, expected);
        Note(found is null ? fault : fault with { Found = found });
    }

    /// <summary>
    /// A fault that a part has found in what it was told, unless the value has one already: then it was told a stand-in. It says
    /// itself what it found, since it knows what may be shown.
    /// </summary>
    public void Add(Fault fault)
    {
        const string expected = "expected ", found = ", found ";
        var detail = fault.Detail.StartsWith(expected, StringComparison.Ordinal) ? fault.Detail[expected.Length..] : fault.Detail;
        var at = detail.LastIndexOf(found, StringComparison.Ordinal);
        Note(ToMend(KeyOf(fault.Pointer)).Fault("") with
        {
            Expected = at < 0 ? detail : detail[..at],
            Found = at < 0 ? "something else" : detail[(at + found.Length)..],
        });
    }

    /// <summary>One value has one fault.</summary>
    private void Note(HoconFault fault)
    {
        if (!faults.Exists(f => f.Key == fault.Key)) faults.Add(fault);
    }

    private T Take<T>(string key, HoconReading<T> reading, T otherwise)
    {
        if (reading.Succeeded) return reading.Value;
        faults.Add(Fault(key, reading.Fault.Expected));
        return otherwise;
    }

    /// <summary>A fault where it is mended. What is found may be an address with a password in it, which is not repeated.</summary>
    private HoconFault Fault(string key, string expected)
    {
        var setting = ToMend(key);
        var fault = setting.Fault(expected);
        return setting.ReadText() is { Succeeded: true, Value: var text } && Secrets.Hide(text) is var shown && shown != text
            ? fault with { Found = shown }
            : fault;
    }

    /// <summary>
    /// Where a fault at a key is mended: where somebody wrote the value. What only the reference says, or nothing, is to be said
    /// here: each party has an address of its own.
    /// </summary>
    private HoconSetting ToMend(string key)
    {
        var setting = At(key);
        return setting.Value is null || setting.Value.Equals(Reference.At(key).Value) ? own.At(key) : setting;
    }

    /// <summary>
    /// The key for a pointer such as `/deliver/path` or `/baseUrl`. What the reference does not know is a name, and stays as it is.
    /// </summary>
    private string KeyOf(string pointer)
    {
        List<string> keys = [];
        foreach (var word in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var key = HoconPath.Of([.. keys, JsonNamingPolicy.KebabCaseLower.ConvertName(word)]);
            keys.Add(Reference.At(key.ToString()).Value is null ? JsonPointer.NameOf(word) : key.Keys[^1]);
        }
        return HoconPath.Of(keys).ToString();
    }
}
