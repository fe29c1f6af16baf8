using System.CommandLine;
using Spectre.Console;

namespace ActorSync.Benchmarks.Peers;

/// <summary>`peers`: ActorSync beside what its users would have instead: same machine, same receiver, same submissions.</summary>
internal static class PeersBenchmark
{
    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Systems, by name, with commas between", AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<int> Accounts = new("--accounts")
    {
        Description = "Accounts in a flood; four submissions each", DefaultValueFactory = _ => 2_500,
    };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "Interleaved floods; the medians count", DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "Floods before everything that do not count: a system runs for months, its compiler for a minute",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<Phase[]> Phases = new("--phases")
    {
        Description = "What is done to each", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => Enum.GetValues<Phase>(),
    };
    private static readonly Option<int> Pace = new("--pace")
    {
        Description = "Submissions a second of the paced phase", DefaultValueFactory = _ => 200,
    };
    private static readonly Option<int> InFlight = new("--in-flight")
    {
        Description = "Calls at once, for each", DefaultValueFactory = _ => 64,
    };
    private static readonly Option<string> RedisSync = new Option<string>("--redis-sync")
    {
        Description = "When Redis syncs its file", DefaultValueFactory = _ => "everysec",
    }.AcceptOnlyFromAmong("everysec", "always");
    private static readonly Option<int> Seed = new("--seed") { Description = "Of the submissions", DefaultValueFactory = _ => 1 };
    private static readonly Option<FileInfo?> Akka = new("--akka") { Description = "The built program of the Akka.NET engine" };
    private static readonly Option<FileInfo?> AkkaConfig = new("--akka-config")
    {
        Description = "Its HOCON: actor system, journal and stores",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "The result as JSON, with every round" };
    private static readonly Option<bool> Notes = new("--notes") { Description = "Print how each is set up, and measure nothing" };

    public static Command Command()
    {
        var command = new Command("peers", "ActorSync ÷ what users would have instead.")
        {
            Only, Accounts, Rounds, WarmUp, Phases, Pace, InFlight, RedisSync, Seed, Akka, AkkaConfig, Json, Notes,
        };
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        if (parsed.GetValue(Notes))
        {
            Console.WriteLine(await File.ReadAllTextAsync(PeerSources.PathOf("README.md")));
            return 0;
        }
        Contender[] all =
        [
            ActorSyncNodes.Embedded, ActorSyncNodes.Servers, ActorSyncNodes.Akka(parsed.GetValue(Akka), parsed.GetValue(AkkaConfig)),
            BuiltPeers.Polling, BuiltPeers.EagerPolling, BuiltPeers.RedisPoller, BuiltPeers.BullMq, BuiltPeers.MassTransit,
            BuiltPeers.SyncedLog,
        ];
        var names = parsed.GetValue(Only)?.SelectMany(text => text.Split(',')).ToHashSet() ?? [];
        if (names.Except(all.Select(c => c.Name)).ToArray() is { Length: > 0 } unknown)
        {
            await Console.Error.WriteLineAsync(
                $"--only: expected some of {string.Join(", ", all.Select(c => c.Name))}, found {string.Join(", ", unknown)}");
            return 2;
        }
        var settings = new PeersSettings
        {
            Accounts = parsed.GetValue(Accounts), Rounds = parsed.GetValue(Rounds), WarmUp = parsed.GetValue(WarmUp),
            Phases = parsed.GetValue(Phases)!, Pace = parsed.GetValue(Pace), Seed = parsed.GetValue(Seed),
        };
        await using var ground = await Ground.Start(parsed.GetValue(InFlight), parsed.GetValue(RedisSync)!);
        await using var comparison = new Comparison(ground, settings, Console.Error.WriteLine);
        var results = await comparison.Run([.. all.Where(c => names.Count == 0 || names.Contains(c.Name))]);
        if (parsed.GetValue(Json)) Console.WriteLine(PeersJson.Of(settings, results));
        else PeersTable.Show(AnsiConsole.Console, settings, results);
        return 0;
    }
}
