using System.CommandLine;
using System.Diagnostics;
using System.Text;
using ActorSync.Benchmarks.Pipeline;
using Spectre.Console;

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

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "The last one counts", DefaultValueFactory = _ => 5 };
        var command = new Command("steps", "Nanoseconds and bytes of each pure step of a registration.") { rounds };
        command.SetAction(parsed => Run(parsed.GetValue(rounds)));
        return command;
    }

    private static int Run(int rounds)
    {
        List<(string Step, double Nanoseconds, double Bytes)> figures = [];
        for (var round = 0; round < rounds; round++) figures = Round(round);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("step")
            .AddColumn(new TableColumn("ns a registration").RightAligned()).AddColumn(new TableColumn("bytes").RightAligned());
        foreach (var (step, nanoseconds, bytes) in figures) table.AddRow(step, $"{nanoseconds:N0}", $"{bytes:N0}");
        table.AddRow("sum", $"{figures.Sum(f => f.Nanoseconds):N0}", $"{figures.Sum(f => f.Bytes):N0}");
        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>Each account registers for a main meeting and a sub-meeting, and both are delivered.</summary>
    private static List<(string, double, double)> Round(int round)
    {
        byte[][] lines = [.. Workload.Create(round, 2 * Accounts).Registrations.Select(r => Encoding.UTF8.GetBytes(r.Line))];
        List<(string, double, double)> figures = [];
        Submission[] submissions = [];
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
        return figures;

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
            figures.Add((step, Stopwatch.GetElapsedTime(started).TotalNanoseconds / lines.Length,
                (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / lines.Length));
        }
    }
}
