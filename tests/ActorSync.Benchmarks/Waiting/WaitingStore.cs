using System.Text;
using ActorSync.Benchmarks.Pipeline;
using ActorSync.Storage;

namespace ActorSync.Benchmarks.Waiting;

/// <summary>
/// Fills a store with sub-meeting registrations whose main meeting's never comes, each of an account of its own: the decisions
/// and the appends that a node would make, without HTTP before them, so that a million takes a minute.
/// </summary>
internal static class WaitingStore
{
    /// <summary>As the node's default says: the store keeps its number of shards.</summary>
    private const int Shards = 64;

    /// <summary>Tells these accounts from those that come and go.</summary>
    private const int Round = 1_000_000;

    private const int AccountsInAppend = 2_000;

    /// <summary>Longer than any run: nobody of them is woken, as when the sub delay is over.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromDays(1);

    private static readonly PartyId B = PartyId.Parse("B");
    private static readonly PartyId C = PartyId.Parse("C");

    private static readonly SyncRules Rules = new([B, C], [new LinkRules(new(B, C))
    {
        MainFirst = true, SubDelay = Wait, GateTimeout = Wait, Hold = TimeSpan.Zero, MaxAttempts = 15,
        BackOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)), Crossing = CrossingRule.Later,
    }], new(6, TimeSpan.FromSeconds(60)));

    /// <param name="path">A file that is not there yet.</param>
    /// <param name="waiting">How many.</param>
    public static async Task Fill(string path, int waiting)
    {
        await using var store = await SqlStore.Open(SqliteSettings.Create(path, Shards), default);
        var epochs = new long[Shards];
        for (var shard = 0; shard < Shards; shard++) epochs[shard] = await store.Take(shard, default);
        var done = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, waiting).Chunk(AccountsInAppend), async (accounts, cancellation) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            AccountWrite[] writes = [.. accounts.Select(account => Write(account, epochs, now))];
            if (await store.Append(writes, cancellation) is { Count: > 0 } refusals)
                throw new InvalidOperationException($"refused: {refusals[0]}");
            Live.Say($"filling: {Interlocked.Add(ref done, writes.Length):N0} of {waiting:N0} waiting registrations");
        });
    }

    /// <summary>The waiting registration of one account.</summary>
    public static Workload.Registration Registration(int account) => Workload.Registration.Create(Round, account, sub: 1);

    private static AccountWrite Write(int account, long[] epochs, DateTimeOffset now)
    {
        var line = Encoding.UTF8.GetBytes(Registration(account).Line);
        var submission = SubmissionReader.Read(line, now, Rules.Parties).Submission!;
        var decision = Account.Decide(Rules, AccountState.Empty, new AccountCommand.Submit(submission, null) { Now = now }, InFlight.None);
        var shard = new ShardMap(Shards).Of(submission.Account);
        return new()
        {
            Account = submission.Account, Shard = shard, Epoch = epochs[shard],
            Events = [.. decision.Events.Select((e, i) => StoredEvent.Of(e, i + 1))], Log = LogChanges.Of(decision.Events),
        };
    }
}
