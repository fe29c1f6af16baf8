using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class DemoTests
{
    [Fact]
    public async Task A_file_is_played_and_everything_is_counted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("small.ndjson"),
        [
            Reports.Dinner("a").ToJsonString(), Reports.Forum("a").ToJsonString(), Reports.Forum("a").ToJsonString(),
            Reports.Dinner("never").ToJsonString(),
        ]);

        var json = (await CommandRun.Of("demo", folder.File("small.ndjson"), "--json")).Ok().Json;

        Assert.Equal((true, 4, 2, 1, 1, 0, 0),
            ((bool)json["right"]!, (int)json["received"]!, (int)json["delivered"]!, (int)json["duplicates"]!,
                (int)json["parked"]!, (int)json["orderViolations"]!, (int)json["callsToB"]!));
        Assert.Equal(2, (int)json["gated"]!);
    }

    [Fact]
    public async Task What_is_wrong_shows_in_the_table_and_the_exit_code()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("bad.ndjson"), [Reports.Forum("a").ToJsonString(), "", "{\"id\":5}"]);

        var run = await CommandRun.Of("demo", folder.File("bad.ndjson"));

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"refused\s+│\s+1", run.Output);
        Assert.Contains("Something is wrong.", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"line 3 .*/id: expected a string, found 5", run.Output);
        var refused = Assert.Single((await CommandRun.Of("demo", folder.File("bad.ndjson"), "--json")).Json["refusedLines"]!.AsArray())!;
        Assert.Equal(3, (int)refused["line"]!);
    }
}
