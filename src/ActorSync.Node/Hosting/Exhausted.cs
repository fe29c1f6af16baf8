using System.Runtime.CompilerServices;

namespace ActorSync.Node.Hosting;

/// <summary>Deliveries that have used up their attempts, and another try for them (R26).</summary>
/// <param name="accounts">Who are told to retry.</param>
/// <param name="log">Tells what is parked.</param>
/// <param name="time">The node's.</param>
internal sealed class Exhausted(IAccounts accounts, IRegistrationLog log, TimeProvider time)
{
    /// <summary>Attempts over a delivery's life beyond which an outage is no excuse.</summary>
    private const int MaxAttempts = 100;

    private const string By = "actorsync";

    /// <summary>Those for a party that were parked at a time or later, the newest first.</summary>
    public async IAsyncEnumerable<LogEntry> At(PartyId party, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var filter = new LogFilter { Status = Status.Parked, Party = party, Limit = LogFilter.MaxLimit }; ;)
        {
            var page = await log.List(filter, cancellation);
            foreach (var row in page.Entries.Where(r => r.To == party && r.Status.IsExhausted && r.Status.ChangedAt >= since && r.Status.Attempts < MaxAttempts))
                yield return row;
            if (page.Next is null) yield break;
            filter = filter with { After = page.Next };
        }
    }

    /// <summary>Whether something for the party has failed and will be tried again by itself.</summary>
    public async Task<bool> IsRetrying(PartyId party, CancellationToken cancellation) =>
        (await log.List(new() { Status = Status.Retrying, Party = party, Limit = LogFilter.MaxLimit }, cancellation)).Entries.Any(r => r.To == party);

    /// <returns>False when the account cannot be told now.</returns>
    public async Task<bool> Retry(LogEntry row, string why, CancellationToken cancellation)
    {
        var command = new AccountCommand.Retry(row.Meeting, row.Submission, row.To, By, why) { Now = time.GetUtcNow() };
        return await accounts.Tell(row.Account, command, cancellation) is AccountReply.Decided;
    }
}
