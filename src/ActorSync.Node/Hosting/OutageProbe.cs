using ActorSync.Delivering;

namespace ActorSync.Node.Hosting;

/// <summary>
/// Finds out that a party is back which nobody calls any more, since all that there was for it has used up its attempts: one of
/// those is tried again (R26). When that works the circuit closes, and the others get their second chance.
/// </summary>
/// <param name="loads">How busy the ways to the parties are.</param>
internal sealed class OutageProbe(Exhausted exhausted, Func<IEnumerable<PartyLoad>> loads, TimeProvider time, ILogger logger) : Background
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>For how long a circuit would have let a call through before one is made for its sake.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task Run(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(Pause, time, cancellation);
            foreach (var load in loads().Where(IsForsaken).ToList()) await Probe(load.Party, cancellation);
        }
    }

    private bool IsForsaken(PartyLoad load) =>
        load is { Circuit: not CircuitState.Closed, InFlight: 0, Waiting: 0 } && !(load.OpenUntil + Patience > time.GetUtcNow());

    private async Task Probe(PartyId party, CancellationToken cancellation)
    {
        try
        {
            if (await exhausted.IsRetrying(party, cancellation)) return;
            await foreach (var row in exhausted.At(party, DateTimeOffset.MinValue, cancellation))
            {
                if (await exhausted.Retry(row, $"to see whether {party} works again", cancellation)) Log.Probed(logger, party.Value, row.Submission);
                return;
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.NotTriedAgain(logger, party.Value, e.Message);
        }
    }
}
