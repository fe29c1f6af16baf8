using System.CommandLine;
using System.Diagnostics;
using ActorSync.Tests.Storage;
using Spectre.Console;

namespace ActorSync.Benchmarks.Storage;

/// <summary>`questions`: how long each question of R19 takes over a registration log of a million rows.</summary>
internal static class QuestionsBenchmark
{
    private const int Accounts = 2000;
    private const int Meetings = 200;
    private const int Asked = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(3);
    private static readonly string[] Filters = ["account", "meeting", "status", "party", "from"];

    public static Command Command()
    {
        var kind = new Option<string>("--store") { Description = "embedded or mariadb", DefaultValueFactory = _ => "mariadb" };
        var rows = new Option<int>("--rows") { Description = "In the registration log", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("questions", "Milliseconds of each question over a large registration log.") { kind, rows };
        command.SetAction((parsed, _) => Run(parsed.GetValue(kind)!, parsed.GetValue(rows)));
        return command;
    }

    private static async Task<int> Run(string kind, int rows)
    {
        await using var bench = await BenchStore.Start(kind);
        var started = Stopwatch.GetTimestamp();
        await Fill(bench, rows);
        AnsiConsole.WriteLine($"{rows:N0} rows in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        var log = bench.Store;
        var table = new Table().Border(TableBorder.Rounded).Title($"{kind}: milliseconds, {rows:N0} rows").AddColumn("question")
            .AddColumn(new TableColumn("median").RightAligned()).AddColumn(new TableColumn("longest").RightAligned());
        var worst = 0.0;
        async Task Measure(string name, Func<int, Task> ask)
        {
            // The first is for the compiler and the plan.
            await ask(Asked);
            List<double> times = [];
            for (var i = 0; i < Asked; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                await ask(i);
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
            worst = Math.Max(worst, Median.Of(times));
            table.AddRow(name, $"{Median.Of(times):0.0}", $"{times.Max():0.0}");
        }

        await Measure("one submission", i => log.Find(SomeWrite.Id($"{i * 7919 % rows}"), default));
        await Measure("its attempts", i => log.Attempts(SomeWrite.Id($"{i * 7919 % rows}"), default));
        await Measure("timeline of an account", i => log.Events(AccountOf(i * 31), 0, 100, default));
        await Measure("open work of a shard", i => log.Open(i % BenchStore.Shards, null, 500, default));
        foreach (var chosen in Enumerable.Range(0, 1 << Filters.Length))
            foreach (var status in (Status[])((chosen & 4) == 0 ? [Status.Done] : [Status.Done, Status.Waiting, Status.Parked]))
            {
                var name = string.Join(", ", Filters.Where((_, bit) => (chosen & (1 << bit)) != 0)
                    .Select(f => f is "status" ? $"status {status}" : f).DefaultIfEmpty("everything"));
                LogFilter Filter(int i) => new()
                {
                    Account = (chosen & 1) == 0 ? null : AccountOf(i * 31), Meeting = (chosen & 2) == 0 ? null : MeetingOf(i),
                    Status = (chosen & 4) == 0 ? null : status, Party = (chosen & 8) == 0 ? null : i % 2 == 0 ? SomeWrite.B : SomeWrite.C,
                    From = (chosen & 16) == 0 ? null : At(rows - rows / 4),
                };
                await Measure($"list: {name}", i => log.List(Filter(i), default));
                if (chosen is 0 or 2 or 4 or 8)
                    await Measure(
                        $"list: {name}, a page in the middle",
                        i => log.List(Filter(i) with { After = new(At(rows / 2 + i), rows / 2 + i) }, default));
            }
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine($"longest median: [bold]{worst:0.0} ms[/]");
        return 0;
    }

    /// <summary>Of fifty registrations one is parked, two wait, the rest is done; each account has 500 of a million.</summary>
    private static async Task Fill(BenchStore bench, int rows)
    {
        var epochs = new long[BenchStore.Shards];
        for (var shard = 0; shard < epochs.Length; shard++) epochs[shard] = await bench.Store.Take(shard, default);
        var sequences = new long[Accounts];
        for (var first = 0; first < rows; first += Accounts)
        {
            var page = Enumerable.Range(first, Math.Min(Accounts, rows - first));
            await Task.WhenAll(page.GroupBy(i => i % bench.Writers).Select(async lane =>
            {
                List<AccountWrite> writes = [];
                foreach (var i in lane)
                {
                    var (account, shard) = (i % Accounts, i % Accounts % BenchStore.Shards);
                    AccountEvent[] events = [.. EventsOf(i)];
                    writes.Add(SomeWrite.Of(AccountOf(i).Value, epochs[shard], sequences[account] + 1, events) with { Shard = shard });
                    sequences[account] += events.Length;
                }
                if (await bench.Store.Append(writes, default) is { Count: > 0 } refusals)
                    throw new InvalidOperationException($"refused: {refusals[0]}");
            }));
        }
    }

    private static IEnumerable<AccountEvent> EventsOf(int i)
    {
        var (id, meeting) = ($"{i}", MeetingOf(i));
        yield return SomeWrite.Received(SomeWrite.Submission(AccountOf(i).Value, id, meeting.Value), At(i), SomeWrite.C);
        var delivery = SomeWrite.Delivery(id, SomeWrite.C, meeting.Value);
        if (i % 50 == 1) yield return new AccountEvent.DeliveryParked(delivery, ParkReason.Rejected, "422 no") { At = At(i) };
        else if (i % 50 > 2)
            yield return new AccountEvent.Delivered(delivery, SomeWrite.Attempt(1, AttemptResult.Delivered)) { At = At(i) };
    }

    private static AccountId AccountOf(int i) => SomeWrite.Account($"account-{i % Accounts}");

    private static MeetingId MeetingOf(int i) => MeetingId.Parse($"meeting-{i / Accounts % Meetings}");

    private static DateTimeOffset At(int i) => SomeWrite.Time + i * Between;
}
