using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>What stands between a call and its effect.</summary>
internal sealed class Troubles(PartyStage stage)
{
    /// <summary>Waits as chance has it; the call goes on even when its caller leaves meanwhile, as it would at a real party.</summary>
    /// <returns>How the call ends without acting; null: it is to act.</returns>
    /// <exception cref="OperationCanceledException">The party stops.</exception>
    public async Task<Outcome?> Before(PartyState state, string? authorization, SimulatedFaults faults, CallPlan plan)
    {
        if (!state.Tokens.Admits(authorization, faults))
            return new(Status401Unauthorized, CallResult.Failed, "expected a fresh bearer token");
        if (!state.Rate.TryTake(faults.RatePerSecond, stage.Time.GetUtcNow()))
            return new(Status429TooManyRequests, CallResult.Failed, $"expected at most {faults.RatePerSecond} calls a second");
        await Wait(plan.Latency);
        if (plan.Unavailable) return new(Status503ServiceUnavailable, CallResult.Failed, "simulated: unavailable");
        if (plan.Error) return new(Status500InternalServerError, CallResult.Failed, "simulated: an error");
        if (plan.CutBefore) return Outcome.CutBefore;
        if (plan.HangBefore) await Wait(faults.Hang);
        return null;
    }

    /// <summary>What happens to an answer on its way. It waits no longer than there is somebody to be answered.</summary>
    /// <exception cref="OperationCanceledException">The party stops.</exception>
    public async Task<Outcome> After(Outcome outcome, SimulatedFaults faults, CallPlan plan, CancellationToken givenUp)
    {
        if (plan.CutAfter) return Outcome.CutAfter;
        if (!plan.HangAfter) return outcome;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stage.Stopping, givenUp);
        await Task.Delay(faults.Hang, stage.Time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stage.Stopping.ThrowIfCancellationRequested();
        return outcome;
    }

    private Task Wait(TimeSpan time) => Task.Delay(time, stage.Time, stage.Stopping);
}
