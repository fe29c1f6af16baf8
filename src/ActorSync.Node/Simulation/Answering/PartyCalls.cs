using System.Runtime.InteropServices;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>The party contract: registrations are put and deleted.</summary>
internal sealed class PartyCalls(PartyStage stage, Troubles troubles)
{
    private const string IdempotencyKey = "Idempotency-Key";
    private readonly bool _refuseSubsFirst = stage.Settings.RefuseSubsFirst;

    public async Task Put(Exchange exchange, string account, string meeting)
    {
        var (record, content, fault) = await exchange.Read((account, meeting), static (body, ids) =>
            (RecordReader.Read(body, ids.account, ids.meeting, out var fault), Fingerprint.Of(body), fault));
        if (record is null) await exchange.Refuse(Status400BadRequest, "Not a registration", fault);
        else await Change(exchange, CallOf(exchange, account, meeting, record, content));
    }

    public Task Delete(Exchange exchange, string account, string meeting) =>
        Change(exchange, CallOf(exchange, account, meeting, null, Fingerprint.Of(MemoryMarshal.AsBytes(exchange.Target.AsSpan()))));

    private Call CallOf(Exchange exchange, string account, string meeting, PartyRecord? record, long content)
    {
        var key = exchange.Header(IdempotencyKey);
        return new(exchange.Method, account, meeting)
        {
            Record = record,
            Key = key,
            KeyHash = Fingerprint.Of(key ?? exchange.Target),
            Content = content,
            At = stage.Time.GetUtcNow(),
            Caller = exchange.Caller,
        };
    }

    private async Task Change(Exchange exchange, Call call)
    {
        var (state, faults) = (stage.State, stage.Faults);
        var outcome = Outcome.CutAfter;
        state.Observed.Begin(call);
        state.Records.With(call.Account, call, static (account, c) => account.Enter(c));
        try
        {
            outcome = faults.IsCalm ? Act(state, faults, call) : await ActInTrouble(exchange, state, faults, call);
        }
        finally
        {
            // Before the caller can know that it is over and begin the next call.
            Leave(state, call);
            state.Observed.End(call, outcome);
        }
        await OutcomeAnswer.To(exchange, outcome, faults);
    }

    private async Task<Outcome> ActInTrouble(Exchange exchange, PartyState state, SimulatedFaults faults, Call call)
    {
        var plan = CallPlan.Of(faults, Chance.Of(stage.Settings.Seed, call.KeyHash, state.Keys.NextCall(call)));
        if (await troubles.Before(state, exchange.Header("Authorization"), faults, plan) is { } early) return early;
        call.LandsLate = call.GivenUp.IsCancellationRequested;
        var outcome = await troubles.After(Act(state, faults, call), faults, plan, call.GivenUp);
        call.CallerLeft = call.GivenUp.IsCancellationRequested;
        return outcome;
    }

    private Outcome Act(PartyState state, SimulatedFaults faults, Call call) =>
        state.Keys.Once(call, (state, faults, self: this), static (c, s) => s.self.Take(s.state, s.faults, c));

    private Outcome Take(PartyState state, SimulatedFaults faults, Call call)
    {
        var taken = state.Records.With(call.Account, (call, state.Observed, _refuseSubsFirst),
            static (account, s) => Taking.Take(account, s.call, s._refuseSubsFirst, s.Observed));
        if (taken.OwnRevision > 0 && faults.Echo is { } echo) state.Echoes.Report(echo, call, taken, stage.Time.GetUtcNow());
        return taken.Outcome;
    }

    private static void Leave(PartyState state, Call call)
    {
        var later = state.Records.With(call.Account, call, static (account, c) => account.Leave(c));
        if (later is null || call.GivenUp.IsCancellationRequested) return;
        foreach (var other in later)
            if (call.Record is null || other.Record is null || call.Record.Origin == other.Record.Origin)
                state.Observed.Violate(ViolationKind.Overlap, other,
                    $"expected no call about {call.Account} before call {call.Number} is answered, found one");
    }
}
