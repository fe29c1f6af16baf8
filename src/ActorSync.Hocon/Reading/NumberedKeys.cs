using System.Globalization;

namespace ActorSync.Hocon;

/// <summary>
/// An object whose keys are numbers, read as an array: in the order of the numbers, gaps closed, other keys left out.
/// </summary>
internal static class NumberedKeys
{
    /// <returns>Null if no key is a number: then nothing says that an array was meant.</returns>
    internal static HoconArray? ToArray(HoconObject fields)
    {
        var elements = new SortedDictionary<int, HoconValue>();
        foreach (var (key, value) in fields.Fields)
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                elements[index] = value;
        return elements.Count > 0 ? new HoconArray(elements.Values.ToArray(), fields.Origin) : null;
    }
}
