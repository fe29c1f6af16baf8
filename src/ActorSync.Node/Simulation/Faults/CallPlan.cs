namespace ActorSync.Node.Simulation;

/// <summary>What chance has in store for one call.</summary>
internal readonly record struct CallPlan(
    TimeSpan Latency, bool Unavailable, bool Error, bool CutBefore, bool HangBefore, bool CutAfter, bool HangAfter)
{
    /// <summary>Draws for everything, needed or not: so the draw for one trouble does not depend on how the others are set.</summary>
    public static CallPlan Of(SimulatedFaults faults, Chance chance) => new(
        faults.Latency + chance.UpTo(faults.LatencyJitter),
        chance.Happens(faults.UnavailablePercent),
        chance.Happens(faults.ErrorPercent),
        chance.Happens(faults.CutBeforePercent),
        chance.Happens(faults.HangBeforePercent),
        chance.Happens(faults.CutAfterPercent),
        chance.Happens(faults.HangAfterPercent));
}
