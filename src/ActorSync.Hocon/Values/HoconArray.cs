namespace ActorSync.Hocon;

public sealed class HoconArray : HoconValue
{
    internal HoconArray(IReadOnlyList<HoconValue> elements, HoconOrigin origin) : base(origin)
    {
        Elements = elements;
        Size = Limits.ValueSize + elements.Sum(element => element.Size);
    }

    public IReadOnlyList<HoconValue> Elements { get; }

    internal override long Size { get; }

    internal override string Described => "an array";

    public override bool Equals(HoconValue? other) => other is HoconArray that && Elements.SequenceEqual(that.Elements);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in Elements)
            hash.Add(element);
        return hash.ToHashCode();
    }
}
