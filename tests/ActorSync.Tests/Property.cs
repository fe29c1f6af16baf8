using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace ActorSync.Tests;

/// <summary>Checks that something holds for everything that can be generated, with a bounded number of tries.</summary>
internal static class Property
{
    /// <summary>Multiplies the tries of every property, for a longer search than each build can afford.</summary>
    private const string Effort = "ACTORSYNC_PROPERTY_EFFORT";

    /// <summary>"seed,gamma,size" as a failure prints it, to see that failure again.</summary>
    private const string Replayed = "ACTORSYNC_PROPERTY_REPLAY";

    /// <summary>Throws with the smallest counter-example found, and the seed that leads to it.</summary>
    public static void Holds<T>(Arbitrary<T> inputs, int tries, Action<T> check)
    {
        var effort = int.TryParse(Environment.GetEnvironmentVariable(Effort), out var factor) ? factor : 1;
        var config = Config.QuickThrowOnFailure.WithMaxTest(tries * effort).WithQuietOnSuccess(true);
        if (Environment.GetEnvironmentVariable(Replayed)?.Split(',') is [var seed, var gamma, var size])
            config = config.WithReplay(new Replay(new Rnd(Number(seed), Number(gamma)), FSharpOption<int>.Some((int)Number(size))));
        Check.One(config, Prop.ForAll(inputs, check));
    }

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
}
