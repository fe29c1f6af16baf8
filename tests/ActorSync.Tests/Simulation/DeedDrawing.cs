using System.Collections.Immutable;

namespace ActorSync.Tests.Simulation;

/// <summary>Draws what happens, and when.</summary>
internal static class DeedDrawing
{
    private static readonly (DeedKind Kind, int Weight)[] Reports =
    [
        (DeedKind.Change, 60), (DeedKind.Burst, 2), (DeedKind.ReportAgain, 6), (DeedKind.Redeliver, 8), (DeedKind.Contradict, 6),
        (DeedKind.ReuseId, 2), (DeedKind.Look, 3),
    ];

    private static readonly (DeedKind Kind, int Weight)[] Accidents =
    [
        (DeedKind.Kill, 10), (DeedKind.KillAtWrite, 10), (DeedKind.Restart, 4), (DeedKind.StoreAway, 4), (DeedKind.QueueAway, 3),
        (DeedKind.QueueEmptied, 2),
    ];

    public static ImmutableArray<Deed> Draw(Dice dice, Profile profile)
    {
        var seconds = dice.Pick(0.5, 5, 20, 60);
        List<(DeedKind, int)> kinds = [.. Reports];
        if (dice.Chance(0.5)) kinds.AddRange(Accidents);
        if (profile is Profile.Wild && dice.Chance(0.6)) kinds.Add((DeedKind.Operate, 25));
        if (profile is Profile.Wild && dice.Chance(0.3)) kinds.Add((DeedKind.TakeOver, 6));
        var count = 3 + dice.Next(dice.Pick(6, 12, 30));
        return
        [
            .. Enumerable.Range(0, count)
                .Select(_ => (At: dice.UpTo(seconds), Kind: Weighted(dice, kinds), Dice: dice.Next()))
                .OrderBy(d => d.At).Select((d, i) => new Deed(i, d.At, i == 0 ? DeedKind.Change : d.Kind, d.Dice)),
        ];
    }

    private static DeedKind Weighted(Dice dice, List<(DeedKind Kind, int Weight)> kinds)
    {
        var left = dice.Next(kinds.Sum(k => k.Weight));
        foreach (var (kind, weight) in kinds)
            if ((left -= weight) < 0) return kind;
        throw new InvalidOperationException("expected a kind below the sum of all weights");
    }
}
