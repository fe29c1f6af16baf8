using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace ActorSync.Tests;

/// <summary>
/// Any value as text, down to its last settable property, maps in the order of their keys: two states are the same
/// exactly when their texts are. Independent of the stored form, which is what it checks.
/// </summary>
internal static class Printed
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Print(value, text);
        return text.ToString();
    }

    private static void Print(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null: text.Append('-'); break;
            case DateTimeOffset time: text.Append(time.UtcTicks); break;
            case string or JsonData or PartyId or MeetingId or AccountId or ContentHash or Enum: text.Append(value); break;
            case IEnumerable many: PrintMany(many, text); break;
            default: PrintOne(value, text); break;
        }
    }

    private static void PrintOne(object value, StringBuilder text)
    {
        var properties = Properties.GetOrAdd(value.GetType(), type => [.. type.GetProperties(Everything).Where(p => p.CanWrite)]);
        if (properties.Length == 0 && !IsPair(value.GetType())) { text.Append(value); return; }
        text.Append('{');
        foreach (var property in properties) Print(property.GetValue(value), text.Append(property.Name).Append('='));
        text.Append('}');
    }

    private static void PrintMany(IEnumerable many, StringBuilder text)
    {
        var items = new List<string>();
        var keyed = false;
        foreach (var item in many)
        {
            keyed = IsPair(item.GetType());
            items.Add(keyed ? $"{Of(Part(item, "Key"))}: {Of(Part(item, "Value"))}" : Of(item));
        }
        if (keyed) items.Sort(StringComparer.Ordinal);
        text.Append('[').AppendJoin(", ", items).Append(']');
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static object? Part(object pair, string name) => pair.GetType().GetProperty(name)!.GetValue(pair);
}
