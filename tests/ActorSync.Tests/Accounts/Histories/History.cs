using FsCheck;
using FsCheck.Fluent;

namespace ActorSync.Tests;

/// <summary>A random sequence of steps, shrunk by leaving steps out.</summary>
internal sealed record History(IReadOnlyList<Step> Steps)
{
    private const int Longest = 120;
    private const int LargestNumber = 999;

    public static Arbitrary<History> Anything { get; } = Of(
        (20, Deed.Change), (20, Deed.Arrive), (4, Deed.ReportAgain), (4, Deed.Redeliver), (4, Deed.Contradict),
        (24, Deed.Start), (10, Deed.Land), (20, Deed.End), (8, Deed.Pass), (4, Deed.Crash), (6, Deed.Operate));

    public static Arbitrary<History> Wild { get; } = Of(
        (20, Deed.Change), (20, Deed.Arrive), (4, Deed.ReportAgain), (4, Deed.Redeliver), (4, Deed.Contradict),
        (24, Deed.Start), (10, Deed.Land), (20, Deed.End), (8, Deed.Pass), (4, Deed.Reconfigure), (6, Deed.Operate), (4, Deed.Resolve));

    public static Arbitrary<History> WithDecisions { get; } = Of(
        (20, Deed.Change), (20, Deed.Arrive), (4, Deed.ReportAgain), (4, Deed.Redeliver),
        (24, Deed.Start), (10, Deed.Land), (20, Deed.End), (8, Deed.Pass), (4, Deed.Crash), (8, Deed.Resolve));

    public static Arbitrary<History> WithoutOperators { get; } = Of(
        (20, Deed.Change), (20, Deed.Arrive), (4, Deed.ReportAgain), (4, Deed.Redeliver), (4, Deed.Contradict),
        (24, Deed.Start), (10, Deed.Land), (20, Deed.End), (8, Deed.Pass), (4, Deed.Crash));

    private static Arbitrary<History> Of(params (int Weight, Deed Deed)[] deeds)
    {
        var numbers = Gen.Choose(0, LargestNumber);
        var steps =
            from deed in Gen.Frequency(deeds.Select(d => (d.Weight, Gen.Constant(d.Deed))))
            from pick in numbers
            from choice in numbers
            select new Step(deed, pick, choice);
        var histories = Gen.Choose(1, Longest).SelectMany(length => steps.ListOf(length)).Select(list => new History(list));
        return Arb.From(histories, Shorter);
    }

    public override string ToString() => string.Join(' ', Steps.Select(s => $"{s.Deed}({s.Pick},{s.Choice})"));

    public static IEnumerable<History> Shorter(History history)
    {
        var steps = history.Steps;
        for (var part = steps.Count / 2; part > 0; part /= 2)
            for (var from = 0; from + part <= steps.Count; from += part)
                yield return new History([.. steps.Take(from), .. steps.Skip(from + part)]);
    }
}
