using System.Collections.Immutable;

namespace ActorSync.Tests.Simulation;

/// <summary>Data of reports, made once: hashing it for every history would cost more than the rest of a report.</summary>
internal static class Contents
{
    private const int Fresh = 200;

    private static readonly ImmutableArray<JsonData> Common = [.. Enumerable.Range(0, 4).Select(n => Some.Data($"v{n}"))];
    private static readonly ImmutableArray<JsonData> Once = [.. Enumerable.Range(0, Fresh).Select(n => Some.Data($"new{n}"))];
    private static readonly ImmutableArray<JsonData> Edits = [.. Enumerable.Range(0, Fresh).Select(n => Some.Data($"edited{n}"))];

    /// <summary>One of few, so that contents come back.</summary>
    public static JsonData Any(Dice dice) => Common[dice.Next(Common.Length)];

    /// <summary>One that nobody held before.</summary>
    public static JsonData New(int number) => Once[number % Fresh];

    public static JsonData Edited(int number) => Edits[number % Fresh];
}
