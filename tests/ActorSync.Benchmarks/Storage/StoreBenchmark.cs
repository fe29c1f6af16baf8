using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ActorSync.Tests.Storage;

namespace ActorSync.Benchmarks.Storage;

/// <summary>
/// `store`: events a second through the journal, with all that they mean for the registration log and its indexes, ÷ rows a
/// second of a bare multi-row insert: a row for each event that holds the bytes which the event brings to the store, the
/// same number of rows in a transaction, the same number of transactions at once. And ÷ the same rows, copied inside the
/// database (<see cref="SameRows"/>): what of the difference is the tables' price, and what is ours.
/// </summary>
internal static class StoreBenchmark
{
    private static readonly Random Chance = new(1);

    private static readonly Option<string> Kind = BenchStore.Option("embedded");
    private static readonly Option<int> Rounds = BenchOptions.Rounds(5);
    private static readonly Option<int> Calls = BenchOptions.Whole("--calls", "Appends in a round", 48, 8, 100_000);
    private static readonly Option<int> Size = BenchOptions.Whole("--size", "Accounts in an append, with one event each", 512, 1, 10_000);

    public static Command Command() => Benchmark.Command("store", "Store ÷ bare insert.", [Kind, Rounds, Calls, Size], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (kind, rounds) = (parsed.GetValue(Kind)!, parsed.GetValue(Rounds));
        var (calls, size) = (parsed.GetValue(Calls), parsed.GetValue(Size));
        await using var bench = await BenchStore.Start(kind);
        var epochs = new long[BenchStore.Shards];
        for (var shard = 0; shard < epochs.Length; shard++) epochs[shard] = await bench.Store.Take(shard, default);
        List<double> bares = [], sames = [], stores = [];
        // The first round is for the compiler.
        for (var round = 0; round <= rounds; round++)
        {
            Live.Round(round, 1, rounds);
            var lanes = Enumerable.Range(0, bench.Writers).Select(lane => Lane(round, lane, calls / bench.Writers, size, epochs)).ToList();
            var bare = await Rate(lanes, lane =>
            {
                var payloads = lane.Select(call => (byte[][])[.. call.Select(BytesOf)]).ToList();
                return () =>
                {
                    using var session = bench.Bare.Open(size);
                    foreach (var call in payloads) session.Insert(call);
                    return Task.CompletedTask;
                };
            });
            var store = await Rate(lanes, lane => async () =>
            {
                foreach (var call in lane)
                    if (await bench.Store.Append(call, default) is { Count: > 0 } refusals)
                        throw new InvalidOperationException($"refused: {refusals[0]}");
            });
            var same = await Rate(lanes, () => bench.Same.Copy(size, bench.Writers));
            if (round == 0) continue;
            bares.Add(bare);
            stores.Add(store);
            sames.Add(same);
        }
        var table = new ResultTable($"{kind}: events a second, {size} in a transaction, {bench.Writers} at once",
            new("store", "store"), new("bare insert", "bare"), new("store ÷ it", "bareRatio", "0.00"),
            new("same rows copied", "same"), new("store ÷ it", "sameRatio", "0.00"));
        // Each round's own ratio: the disk wavers more from round to round than within one.
        Figure Ratio(List<double> baseline) => Figure.Of(stores.Zip(baseline, (s, b) => s / b));
        table.Add(Figure.Of(stores), Figure.Of(bares), Ratio(bares), Figure.Of(sames), Ratio(sames));
        return Findings.Of(table);
    }

    /// <summary>What one session writes in a round: accounts register, and in the next call all of them are delivered.</summary>
    private static List<AccountWrite[]> Lane(int round, int lane, int calls, int size, long[] epochs)
    {
        List<AccountWrite[]> all = [];
        var prefix = $"{round}-{lane}-{Chance.Next():x}";
        for (var i = 0; i < calls / 2; i++)
        {
            var names = Enumerable.Range(0, size).Select(n => $"acc-{prefix}-{i}-{n}").ToList();
            // One of this session's shards.
            var shard = lane + epochs.Length / 2;
            AccountWrite On(AccountWrite write) => write with { Shard = shard, Epoch = epochs[shard] };
            all.Add([.. names.Select(name => On(SomeWrite.First(name, 1, name)))]);
            all.Add([.. names.Select(name => On(SomeWrite.Of(name, 1, 2, SomeWrite.Delivered(name, SomeWrite.C))))]);
        }
        return all;
    }

    private static byte[] BytesOf(AccountWrite write)
    {
        var log = write.Log.Rows.Sum(r =>
            {
                object?[] texts =
                [
                    r.Submission.Account.Value, r.Submission.Id.ToString(), r.Submission.Meeting.Value,
                    r.Status.Reason, r.Status.Unblocks,
                ];
                return r.Submission.Data.Utf8.Length + JsonSerializer.Serialize(texts).Length + 8 * sizeof(long);
            })
            + write.Log.Updates.Count() * 4 * sizeof(long) + write.Log.Attempts.Count * 6 * sizeof(long);
        var bytes = new byte[write.Events.Sum(e => e.Payload.Length) + log + 4 * sizeof(long)];
        Chance.NextBytes(bytes);
        return bytes;
    }

    private static Task<double> Rate(List<List<AccountWrite[]>> lanes, Func<List<AccountWrite[]>, Func<Task>> workOf)
    {
        var works = lanes.Select(workOf).ToList();
        return Rate(lanes, () => Task.WhenAll(works.Select(Task.Run)));
    }

    private static async Task<double> Rate(List<List<AccountWrite[]>> lanes, Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return lanes.Sum(lane => lane.Sum(call => call.Length)) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
