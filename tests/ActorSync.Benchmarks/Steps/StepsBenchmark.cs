using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ActorSync.Benchmarks.Pipeline;

namespace ActorSync.Benchmarks.Steps;

/// <summary>`steps`: what one registration costs in each pure step on its way, on one core.</summary>
internal static class StepsBenchmark
{
    private const int Accounts = 20_000;
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 1, 0, 0, TimeSpan.Zero);
    private static readonly PartyId B = PartyId.Parse("B");
    private static readonly PartyId C = PartyId.Parse("C");

    private static readonly SyncRules Rules = new([B, C], [new LinkRules(new(B, C))
    {
        MainFirst = true, SubDelay = TimeSpan.FromSeconds(5), GateTimeout = TimeSpan.FromHours(24), Hold = TimeSpan.Zero, MaxAttempts = 10,
        BackOff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)), Crossing = CrossingRule.Later,
    }], new(6, TimeSpan.FromSeconds(60)));

    private static readonly Attempt Called = new()
    {
        Number = 1, StartedAt = Now, Took = TimeSpan.FromMilliseconds(1), Result = AttemptResult.Delivered, Code = 200,
    };

    private static readonly Option<int> Rounds = BenchOptions.Rounds(5);

    public static Command Command() => Benchmark.Command(
        "steps", "Nanoseconds and bytes of each pure step of a registration ÷ parsing its JSON and writing it again.", [Rounds], parsed =>
            Task.FromResult(Measure(parsed.GetValue(Rounds))));

    private static Findings Measure(int rounds)
    {
        List<List<Cost>> all = [];
        // The first round is for the compiler.
        for (var round = 0; round <= rounds; round++)
        {
            Live.Round(round, 1, rounds);
            var costs = Round(round);
            if (round > 0) all.Add(costs);
        }
        var table = new ResultTable(
            "a registration", new Column("ns", "nanoseconds"), new("÷ JSON read and written", "ratio", "0.00"), new("bytes", "bytes"));
        foreach (var (i, step) in all[0].Index()) Row(step.Step, costs => costs[i]);
        Row("sum of the steps", costs => new("", costs.Skip(1).Sum(c => c.Nanoseconds), costs.Skip(1).Sum(c => c.Bytes)));
        return Findings.Of(table);

        void Row(string name, Func<List<Cost>, Cost> cost)
        {
            var nanoseconds = Figure.Of(all.Select(costs => cost(costs).Nanoseconds));
            table.Add(name, nanoseconds, nanoseconds.DividedBy(Figure.Of(all.Select(costs => costs[0].Nanoseconds))),
                Figure.Of(all.Select(costs => cost(costs).Bytes)));
        }
    }

    /// <summary>
    /// Each account registers for a main meeting and a sub-meeting, and both are delivered. First the baseline, which whoever passes
    /// a registration on has to do.
    /// </summary>
    private static List<Cost> Round(int round)
    {
        byte[][] lines = [.. Workload.Create(round, 2 * Accounts).Registrations.Select(r => Encoding.UTF8.GetBytes(r.Line))];
        List<Cost> costs = [];
        Submission[] submissions = [];
        Measure("JSON read and written", () => { foreach (var line in lines) Rewrite(line); });
        Measure("read", () => submissions = [.. lines.Select(l => SubmissionReader.Read(l, Now, Rules.Parties).Submission!)]);
        var accounts = submissions.Select(s => s.Account).Distinct().ToDictionary(a => a, _ => AccountState.Empty);
        List<AccountEvent> events = new(4 * submissions.Length);
        Measure("decide: take in", () =>
        {
            foreach (var s in submissions) Decide(s.Account, new AccountCommand.Submit(s, null) { Now = Now });
        });
        var ids = accounts.Keys.ToArray();
        Measure("next", () =>
        {
            foreach (var id in ids) for (var i = 0; i < 4; i++) Account.Next(Rules, accounts[id], Now, InFlight.None);
        });
        Measure("decide: delivered", () =>
        {
            foreach (var id in ids)
                while (Account.Next(Rules, accounts[id], Now, InFlight.None).Starts is [var start, ..])
                    Decide(id, new AccountCommand.FinishAttempt(start.Id, Called, 0.5) { Now = Now });
        });
        Measure("write events", () => { foreach (var e in events) EventJson.Write(e); });
        Measure("log", () => { foreach (var e in events) LogChanges.Of([e]); });
        return costs;

        void Decide(AccountId id, AccountCommand command)
        {
            var decision = Account.Decide(Rules, accounts[id], command, InFlight.None);
            accounts[id] = decision.State;
            events.AddRange(decision.Events);
        }

        void Measure(string step, Action work)
        {
            var (bytes, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            work();
            costs.Add(new(step, Stopwatch.GetElapsedTime(started).TotalNanoseconds / lines.Length,
                (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / lines.Length));
        }
    }

    private static void Rewrite(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        using var stream = new MemoryStream(line.Length);
        using var json = new Utf8JsonWriter(stream);
        document.WriteTo(json);
    }

    /// <summary>Of one registration, on the average.</summary>
    private sealed record Cost(string Step, double Nanoseconds, double Bytes);
}
