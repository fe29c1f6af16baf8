using System.Collections.Immutable;
using ActorSync.Delivering;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Simulation;

/// <summary>Draws a <see cref="Plan"/> from a seed.</summary>
internal static class Planner
{
    private static readonly ImmutableArray<AccountId> Accounts = [.. Enumerable.Range(1, 3).Select(n => AccountId.Parse($"acc-{n}"))];

    public static Plan Draw(ulong seed)
    {
        var dice = new Dice(Dice.Seed(seed, 1));
        var profile = dice.Next(10) switch { < 4 => Profile.OneWay, < 7 => Profile.Converging, _ => Profile.Wild };
        var troubles = TroubleDrawing.Draw(dice);
        var deeds = DeedDrawing.Draw(dice, profile);
        // What a process that has lost its shards takes out of a queue that both use is found by the slow pass alone.
        var forgets = troubles.QueueForgets > 0 || deeds.Any(d => d.Kind is DeedKind.QueueEmptied or DeedKind.TakeOver);
        var changing = profile switch
        {
            Profile.OneWay => [B],
            Profile.Converging => dice.Chance(0.7) ? ImmutableArray.Create(B, C) : [A, B, C],
            _ => [A, B, C],
        };
        return new()
        {
            Seed = seed,
            Profile = profile,
            Rules = RuleDrawing.Draw(dice, profile, changing),
            Engine = EngineDrawing.Draw(dice, forgets),
            Sink = Sink(dice),
            Troubles = troubles,
            Accounts = [.. Accounts.Take(1 + dice.Next(Accounts.Length))],
            Changing = changing,
            Echoing = profile is Profile.OneWay ? [C] : changing,
            Skew = [.. Enumerable.Range(0, 3).Select(i => Skew(dice, profile, i))],
            QueueOutlivesProcess = dice.Chance(0.5),
            Haste = dice.Pick(0, 0, 200, 30),
            Until = deeds.Max(d => d.At) + TimeSpan.FromSeconds(1),
            Deeds = deeds,
        };
    }

    /// <summary>
    /// A party whose clock is ahead dates its echoes after later deliveries; where no echo may go round, C's is not (R12c).
    /// </summary>
    private static TimeSpan Skew(Dice dice, Profile profile, int party)
    {
        var skew = dice.Pick(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(10)) * dice.Pick(1, -1);
        return profile switch
        {
            Profile.Converging => TimeSpan.Zero,
            Profile.OneWay when party == 2 && skew > TimeSpan.Zero => -skew,
            _ => skew,
        };
    }

    private static PartySinkSettings Sink(Dice dice) => new()
    {
        MaxInFlight = dice.Pick(1, 2, 16),
        MaxWaiting = dice.Pick(1, 2, 100),
        AttemptTimeout = TimeSpan.FromSeconds(dice.Pick(2, 10)),
        RatePerSecond = dice.Chance(0.15) ? 5 : null,
        CircuitBreaker = new()
        {
            FailureRatio = 0.5, FailuresInARow = 10, MinimumCalls = dice.Pick(3, 20),
            Window = TimeSpan.FromSeconds(10), Break = TimeSpan.FromSeconds(dice.Pick(1, 5)),
        },
    };
}
