using System.Globalization;
using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>What lies outside the configuration, environment variables as a rule. Everything there is text.</summary>
internal sealed class Surroundings(Func<string, string?> lookUp)
{
    internal HoconValue? Find(SubstitutionNode node)
    {
        var name = string.Join('.', node.Path.Keys);
        if (node.List)
            return Numbered(name, "_", node.Origin);
        // A name with a dot and a number behind it is how flat names write an array.
        return lookUp(name) is { } text ? new HoconString(text, Origin(name)) : Numbered(name, ".", node.Origin);
    }

    private HoconArray? Numbered(string name, string separator, HoconOrigin origin)
    {
        var elements = new List<HoconValue>();
        while (Element(name, separator, elements.Count) is { } element)
            elements.Add(element);
        return elements.Count > 0 ? new HoconArray(elements, origin) : null;
    }

    private HoconString? Element(string name, string separator, int index)
    {
        var numbered = name + separator + index.ToString(CultureInfo.InvariantCulture);
        return lookUp(numbered) is { } text ? new HoconString(text, Origin(numbered)) : null;
    }

    private static HoconOrigin Origin(string name) => HoconOrigin.Of("environment variable " + name);
}
