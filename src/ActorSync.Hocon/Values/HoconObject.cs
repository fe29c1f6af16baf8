using System.Collections.ObjectModel;

namespace ActorSync.Hocon;

/// <summary>Fields in the order in which they were first written. The order has no part in equality.</summary>
public sealed class HoconObject : HoconValue
{
    internal HoconObject(OrderedDictionary<string, HoconValue> fields, HoconOrigin origin) : base(origin)
    {
        Fields = new ReadOnlyDictionary<string, HoconValue>(fields);
        Size = Limits.ValueSize + fields.Sum(entry => entry.Key.Length + entry.Value.Size);
    }

    public IReadOnlyDictionary<string, HoconValue> Fields { get; }

    internal override long Size { get; }

    internal override string Described => "an object";

    /// <summary>The setting at a path expression such as <c>store.mysql.host</c>. It need not exist.</summary>
    public HoconSetting At(string path) => HoconSetting.Root(this).At(path);

    /// <summary>The value at a path, or null where there is none. A null that was written is returned as such.</summary>
    public HoconValue? Find(HoconPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        HoconValue? value = this;
        foreach (var key in path.Keys)
            value = (value as HoconObject)?.Fields.GetValueOrDefault(key);
        return value;
    }

    public override bool Equals(HoconValue? other) =>
        other is HoconObject that
        && that.Fields.Count == Fields.Count
        && Fields.All(entry => that.Fields.TryGetValue(entry.Key, out var value) && value.Equals(entry.Value));

    public override int GetHashCode()
    {
        var hash = Fields.Count;
        foreach (var (key, value) in Fields)
            hash += HashCode.Combine(key, value);
        return hash;
    }
}
