using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Xunit;

namespace ActorSync.Tests;

/// <summary>
/// Compares two values down to their last settable property, maps in any order. Independent of the stored form, which
/// is what it checks; fast where two states share most of what they hold.
/// </summary>
internal static class Same
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Settable = new();

    public static void Check(object? expected, object? actual)
    {
        if (Difference(expected, actual) is { } found) Assert.Fail($"expected the same, found a difference: {found}");
    }

    /// <summary>Where two values differ, and how; null when they do not.</summary>
    private static string? Difference(object? a, object? b) => (a, b) switch
    {
        _ when ReferenceEquals(a, b) => null,
        (null, _) or (_, null) => $" is '{a}' and '{b}'",
        _ when a.GetType() != b.GetType() => $" is {a.GetType()} and {b.GetType()}",
        (string, _) => OfLeaves(a, b),
        (IDictionary map, IDictionary other) => OfMaps(map, other),
        (IEnumerable many, IEnumerable others) => OfLists(Items(many), Items(others)),
        _ => OfProperties(a, b),
    };

    private static string? OfMaps(IDictionary a, IDictionary b)
    {
        if (a.Count != b.Count) return $" has {a.Count} and {b.Count} entries";
        foreach (DictionaryEntry entry in a)
            if (Difference(entry.Value, b[entry.Key]) is { } found) return $"[{entry.Key}]{found}";
        return null;
    }

    private static string? OfLists(List<object?> a, List<object?> b)
    {
        if (a.Count != b.Count) return $" has {a.Count} and {b.Count} items";
        for (var i = 0; i < a.Count; i++)
            if (Difference(a[i], b[i]) is { } found) return $"[{i}]{found}";
        return null;
    }

    private static string? OfProperties(object a, object b)
    {
        var properties = Settable.GetOrAdd(a.GetType(), type => [.. type.GetProperties(Everything).Where(p => p.CanWrite || IsPair(type))]);
        if (properties.Length == 0) return OfLeaves(a, b);
        foreach (var property in properties)
            if (Difference(property.GetValue(a), property.GetValue(b)) is { } found) return $".{property.Name}{found}";
        return null;
    }

    private static string? OfLeaves(object a, object b) => a.Equals(b) ? null : $" is '{a}' and '{b}'";

    /// <summary>The entries of a small map that is no dictionary come in the order of their keys.</summary>
    private static List<object?> Items(IEnumerable many)
    {
        var items = many.Cast<object?>().ToList();
        return items.Count > 1 && items[0] is { } first && IsPair(first.GetType())
            ? [.. items.OrderBy(pair => first.GetType().GetProperty("Key")!.GetValue(pair)!.ToString(), StringComparer.Ordinal)]
            : items;
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
