using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ActorSync.Tests.Storage;
using Spectre.Console;

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

    public static Command Command()
    {
        var kind = new Option<string>("--store") { Description = "embedded or mariadb", DefaultValueFactory = _ => "embedded" };
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the medians count", DefaultValueFactory = _ => 5 };
        var calls = new Option<int>("--calls") { Description = "Appends in a round", DefaultValueFactory = _ => 48 };
        var size = new Option<int>("--size") { Description = "Accounts in an append, with one event each", DefaultValueFactory = _ => 512 };
        var command = new Command("store", "Store ÷ bare insert.") { kind, rounds, calls, size };
        command.SetAction((parsed, _) => Run(
            parsed.GetValue(kind)!, parsed.GetValue(rounds), parsed.GetValue(calls), parsed.GetValue(size)));
        return command;
    }

    private static async Task<int> Run(string kind, int rounds, int calls, int size)
    {
        await using var bench = await BenchStore.Start(kind);
        var epochs = new long[BenchStore.Shards];
        for (var shard = 0; shard < epochs.Length; shard++) epochs[shard] = await bench.Store.Take(shard, default);
        List<double> bares = [], sames = [], stores = [];
        // The first round is for the compiler.
        for (var round = 0; round <= rounds; round++)
        {
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
        var table = new Table().Border(TableBorder.Rounded)
            .Title($"{kind}: events a second, {size} in a transaction, {bench.Writers} at once")
            .AddColumn("store").AddColumn("bare insert").AddColumn("store ÷ it").AddColumn("same rows copied").AddColumn("store ÷ it");
        string Ratio(List<double> baseline) => $"[bold]{Median.Of(stores.Zip(baseline, (s, b) => s / b)):0.00}[/]";
        table.AddRow($"{Median.Of(stores):N0}", $"{Median.Of(bares):N0}", Ratio(bares), $"{Median.Of(sames):N0}", Ratio(sames));
        AnsiConsole.Write(table);
        return 0;
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
