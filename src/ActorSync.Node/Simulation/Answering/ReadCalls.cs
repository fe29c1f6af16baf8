using System.Globalization;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>The party contract: registrations are read and listed. The same troubles as with changes, by another draw.</summary>
internal sealed class ReadCalls(PartyStage stage, Troubles troubles)
{
    private const int MostListed = 1000;
    private const int UsuallyListed = 100;
    private long _reads;

    public async Task One(Exchange exchange, string account, string meeting)
    {
        if (await IsHindered(exchange)) return;
        if (stage.State.Records.Find(account, meeting) is { } record) await exchange.Answer(Status200OK, RecordWriter.Of(record));
        else await exchange.Refuse(Status404NotFound, "Not held", $"expected a registration of {account} for {meeting}, found none held");
    }

    public async Task Page(Exchange exchange)
    {
        var limit = UsuallyListed;
        if (Route.Query(exchange.Target, "limit") is { } asked
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostListed))
            await exchange.Refuse(Status400BadRequest, "Not a page", $"expected a limit from 1 to {MostListed}, found {asked}");
        else if (!await IsHindered(exchange))
            RecordWriter.Page(await exchange.Begin(), stage.State.Records.After(Route.Query(exchange.Target, "after")), limit);
    }

    private async Task<bool> IsHindered(Exchange exchange)
    {
        var faults = stage.Faults;
        if (faults.IsCalm) return false;
        var plan = CallPlan.Of(faults, Chance.Of(stage.Settings.Seed, Fingerprint.Of(exchange.Target), Interlocked.Increment(ref _reads)));
        if (await troubles.Before(stage.State, exchange.Header("Authorization"), faults, plan) is not { } outcome) return false;
        await OutcomeAnswer.To(exchange, outcome, faults);
        return true;
    }
}
