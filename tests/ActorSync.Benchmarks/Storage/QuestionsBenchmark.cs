using System.CommandLine;
using System.Diagnostics;
using ActorSync.Storage;
using ActorSync.Tests.Storage;

namespace ActorSync.Benchmarks.Storage;

/// <summary>`questions`: how long each question of R19 takes over a registration log of a million rows ÷ of a few thousand.</summary>
internal static class QuestionsBenchmark
{
    private const int Accounts = 2000;
    private const int Meetings = 200;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(3);
    private static readonly string[] Filters = ["account", "meeting", "status", "party", "from"];

    private static readonly Option<string> Kind = BenchStore.Option("mariadb");
    private static readonly Option<int> Rows = BenchOptions.Whole("--rows", "In the registration log", 1_000_000, 100, 10_000_000);
    private static readonly Option<int> Baseline = BenchOptions.Whole("--baseline-rows", "In the log beside it", 10_000, 100, 10_000_000);
    private static readonly Option<int> Asked = BenchOptions.Whole(
        "--rounds", "Each is asked so often, in turns over both logs; the medians count", 20, 1, 1_000);

    public static Command Command() => Benchmark.Command(
        "questions", "Milliseconds of each question over a large registration log ÷ over a small one.",
        [Kind, Rows, Baseline, Asked], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        var (kind, asked) = (parsed.GetValue(Kind)!, parsed.GetValue(Asked));
        await using var large = await BenchStore.Start(kind);
        await using var small = await BenchStore.Start(kind);
        var (rows, fewRows) = (parsed.GetValue(Rows), parsed.GetValue(Baseline));
        await Fill(small, fewRows);
        await Fill(large, rows);
        var table = new ResultTable($"{kind}: milliseconds, {rows:N0} rows",
            new("median", "median", "0.0"), new("longest", "longest", "0.0"), new($"median of {fewRows:N0} rows", "baseline", "0.0"),
            new("ratio", "ratio", "0.0"));
        var worst = 0.0;
        foreach (var (name, ask) in Questions())
        {
            Live.Say(name);
            List<double> times = [], baseline = [];
            // The first round is for the compiler and the plans.
            for (var i = 0; i <= asked; i++)
            {
                var few = await Time(() => ask(small.Store, i, fewRows));
                var many = await Time(() => ask(large.Store, i, rows));
                if (i == 0) continue;
                times.Add(many);
                baseline.Add(few);
            }
            var figure = Figure.Of(times);
            worst = Math.Max(worst, figure.Value);
            table.Add(name, figure, Figure.Once(times.Max()), Figure.Of(baseline), figure.DividedBy(Figure.Of(baseline)));
        }
        return Findings.Of(table).With("longestMedian", worst, $"longest median: {worst:0.0} ms");
    }

    /// <summary>Each of R19, with its name; asked of a log with so many rows, each time about something else.</summary>
    private static IEnumerable<(string Name, Func<SqlStore, int, int, Task> Ask)> Questions()
    {
        yield return ("one submission", (log, i, rows) => log.Find(SomeWrite.Id($"{i * 7919L % rows}"), default));
        yield return ("its attempts", (log, i, rows) => log.Attempts(SomeWrite.Id($"{i * 7919L % rows}"), default));
        yield return ("timeline of an account", (log, i, _) => log.Events(AccountOf(i * 31), 0, 100, default));
        yield return ("open work of a shard", (log, i, _) => log.Open(i % BenchStore.Shards, null, 500, default));
        foreach (var chosen in Enumerable.Range(0, 1 << Filters.Length))
            foreach (var status in (Status[])((chosen & 4) == 0 ? [Status.Done] : [Status.Done, Status.Waiting, Status.Parked]))
            {
                var name = string.Join(", ", Filters.Where((_, bit) => (chosen & (1 << bit)) != 0)
                    .Select(f => f is "status" ? $"status {status}" : f).DefaultIfEmpty("everything"));
                LogFilter Filter(int i, int rows) => new()
                {
                    Account = (chosen & 1) == 0 ? null : AccountOf(i * 31), Meeting = (chosen & 2) == 0 ? null : MeetingOf(i),
                    Status = (chosen & 4) == 0 ? null : status, Party = (chosen & 8) == 0 ? null : i % 2 == 0 ? SomeWrite.B : SomeWrite.C,
                    From = (chosen & 16) == 0 ? null : At(rows - rows / 4),
                };
                yield return ($"list: {name}", (log, i, rows) => log.List(Filter(i, rows), default));
                if (chosen is 0 or 2 or 4 or 8)
                    yield return ($"list: {name}, a page in the middle",
                        (log, i, rows) => log.List(Filter(i, rows) with { After = new(At(rows / 2 + i), rows / 2 + i) }, default));
            }
    }

    private static async Task<double> Time(Func<Task> ask)
    {
        var asked = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
    }

    /// <summary>Of fifty registrations one is parked, two wait, the rest is done; each account has 500 of a million.</summary>
    private static async Task Fill(BenchStore bench, int rows)
    {
        var epochs = new long[BenchStore.Shards];
        for (var shard = 0; shard < epochs.Length; shard++) epochs[shard] = await bench.Store.Take(shard, default);
        var sequences = new long[Accounts];
        for (var first = 0; first < rows; first += Accounts)
        {
            Live.Say($"filling: {first:N0} of {rows:N0} rows");
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
