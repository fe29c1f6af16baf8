using System.CommandLine;
using Spectre.Console;

namespace ActorSync.Benchmarks.Peers;

/// <summary>`peers`: ActorSync beside what its users would have instead: same machine, same receiver, same submissions.</summary>
internal static class PeersBenchmark
{
    private static readonly string[] Names =
        ["embedded", "servers", "akka", "polling", "polling-eager", "zset", "bullmq", "masstransit", "log"];

    private static readonly Option<string[]> Only = BenchOptions.Some("--only", "Systems", Names, Names);
    private static readonly Option<int> Accounts = BenchOptions.Whole(
        "--accounts", "Accounts in a flood; four submissions each", 2_500, 25, 25_000);
    private static readonly Option<int> Rounds = BenchOptions.Rounds(3);
    private static readonly Option<int> WarmUp = BenchOptions.WarmUp(10);
    private static readonly Option<string[]> Phases = BenchOptions.Some("--phases", "What is done to each", PhaseNames, PhaseNames);
    private static readonly Option<int> Pace = BenchOptions.Whole("--pace", "Submissions a second of the paced phase", 200, 10, 10_000);
    private static readonly Option<int> InFlight = BenchOptions.Whole("--in-flight", "Calls at once, for each", 64, 1, 1_024);
    private static readonly Option<string> RedisSync = BenchOptions.One(
        "--redis-sync", "When Redis syncs its file", "everysec", "everysec", "always");
    private static readonly Option<int> Seed = BenchOptions.Whole("--seed", "Of the submissions", 1, 0, int.MaxValue);
    private static readonly Option<FileInfo?> Akka = BenchOptions.Program("--akka", "The built program of the Akka.NET engine");
    private static readonly Option<FileInfo?> AkkaConfig = BenchOptions.Program(
        "--akka-config", "Its HOCON: actor system, journal and stores");
    private static readonly Option<bool> Notes = new("--notes") { Description = "Print how each is set up, and measure nothing" };

    private static string[] PhaseNames => [.. Enum.GetNames<Phase>().Select(name => name.ToLowerInvariant())];

    public static Command Command() => Benchmark.Command(
        "peers", "ActorSync ÷ what users would have instead.",
        [Only, Accounts, Rounds, WarmUp, Phases, Pace, InFlight, RedisSync, Seed, Akka, AkkaConfig, Notes], Measure);

    private static async Task<Findings> Measure(ParseResult parsed)
    {
        if (parsed.GetValue(Notes))
        {
            var notes = await File.ReadAllTextAsync(PeerSources.PathOf("README.md"));
            return new(() => Console.WriteLine(notes), () => notes);
        }
        var names = parsed.GetValue(Only)!;
        Contender[] all =
        [
            ActorSyncNodes.Embedded, ActorSyncNodes.Servers, ActorSyncNodes.Akka(parsed.GetValue(Akka), parsed.GetValue(AkkaConfig)),
            BuiltPeers.Polling, BuiltPeers.EagerPolling, BuiltPeers.RedisPoller, BuiltPeers.BullMq, BuiltPeers.MassTransit,
            BuiltPeers.SyncedLog,
        ];
        var settings = new PeersSettings
        {
            Accounts = parsed.GetValue(Accounts), Rounds = parsed.GetValue(Rounds), WarmUp = parsed.GetValue(WarmUp),
            Phases = [.. parsed.GetValue(Phases)!.Select(name => Enum.Parse<Phase>(name, ignoreCase: true))],
            Pace = parsed.GetValue(Pace), Seed = parsed.GetValue(Seed),
        };
        await using var ground = await Ground.Start(parsed.GetValue(InFlight), parsed.GetValue(RedisSync)!);
        await using var comparison = new Comparison(ground, settings, Console.Error.WriteLine);
        var results = await comparison.Run([.. all.Where(c => names.Contains(c.Name))]);
        return new(() => PeersTable.Show(AnsiConsole.Console, settings, results), () => PeersJson.Of(results))
        {
            IsWhole = !results.Any(r => r.HasFailed),
        };
    }
}
