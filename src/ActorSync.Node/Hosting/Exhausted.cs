using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ActorSync.Delivering;

namespace ActorSync.Node.Hosting;

/// <summary>Deliveries that have used up their attempts, and another try for them (R26).</summary>
/// <param name="accounts">Who are told to retry.</param>
/// <param name="log">Tells what is parked.</param>
/// <param name="rules">Say how many attempts there are.</param>
/// <param name="time">The node's.</param>
internal sealed class Exhausted(IAccounts accounts, IRegistrationLog log, SyncRules rules, TimeProvider time)
{
    private const string By = "actorsync";

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly ConcurrentDictionary<PartyId, DateTimeOffset> _lastTakenOver = new();

    /// <summary>Those that were parked in an outage and because of it, as far as anybody can tell, the newest first.</summary>
    public async IAsyncEnumerable<LogEntry> In(Outage outage, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var page in Pages(outage, null, cancellation))
            foreach (var row in page.Entries) yield return row;
    }

    /// <summary>The same, as they are found on the pages of what is parked, of which many may hold none.</summary>
    /// <param name="outage">Of a party to which no link leads nothing is read: to retry it is in vain.</param>
    /// <param name="after">Where to begin; null: at the newest row.</param>
    public async IAsyncEnumerable<LogPage> Pages(
        Outage outage, LogCursor? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A few failures use up nobody's attempts: they are no reason to read all that is parked.
        if (FewestAttempts(outage.Party) is not { } fewest || !outage.Explains(fewest)) yield break;
        // What is parked by the first failure may bear the same millisecond.
        var since = outage.Since is { } known ? Milliseconds.Stored(known) : default(DateTimeOffset?);
        await foreach (var page in To(outage.Party, Status.Parked, after, cancellation))
        {
            List<LogEntry> rows = [];
            foreach (var row in page.Entries)
                if (row.Status.IsExhausted && outage.Explains(row.Status.Attempts ?? 0)
                    && row.Status.ChangedAt >= (since ??= await LastTakenOver(outage.Party, cancellation)))
                    rows.Add(row);
            yield return new(rows, page.Next);
        }
    }

    /// <summary>Whether something for the party has failed and will be tried again by itself.</summary>
    public async Task<bool> IsRetrying(PartyId party, CancellationToken cancellation) =>
        await To(party, Status.Retrying, null, cancellation).AnyAsync(page => page.Entries.Count > 0, cancellation);

    /// <returns>False when the account cannot be told now.</returns>
    public async Task<bool> Retry(LogEntry row, string why, CancellationToken cancellation)
    {
        var command = new AccountCommand.Retry(row.Meeting, row.Submission, row.To, By, why) { Now = time.GetUtcNow() };
        return await accounts.Tell(row.Account, command, cancellation) is AccountReply.Decided;
    }

    /// <returns>Null when no link leads to the party.</returns>
    private int? FewestAttempts(PartyId party) => rules.Links.Where(l => l.Link.To == party).Min(l => (int?)l.MaxAttempts);

    /// <summary>
    /// When the party took something over for the last time before this node's start: what was parked before that is no victim
    /// of the outage in which the node was started. Of a party that had never done so everything is.
    /// </summary>
    private async Task<DateTimeOffset> LastTakenOver(PartyId party, CancellationToken cancellation)
    {
        if (_lastTakenOver.TryGetValue(party, out var known)) return known;
        // What is done with a reason was not called: the party said that it holds it.
        var row = await To(party, Status.Done, null, cancellation).SelectMany(page => page.Entries)
            .FirstOrDefaultAsync(r => r.Status.Reason is null && r.Status.ChangedAt < _started, cancellation);
        return _lastTakenOver[party] = row?.Status.ChangedAt ?? DateTimeOffset.MinValue;
    }

    /// <summary>A page may hold nothing, where all of it is what the party itself reported.</summary>
    private async IAsyncEnumerable<LogPage> To(
        PartyId party, Status status, LogCursor? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var filter = new LogFilter { Status = status, Party = party, Limit = LogFilter.MaxLimit, After = after }; ;)
        {
            var page = await log.List(filter, cancellation);
            yield return page with { Entries = [.. page.Entries.Where(r => r.To == party)] };
            if (page.Next is null) yield break;
            filter = filter with { After = page.Next };
        }
    }
}
