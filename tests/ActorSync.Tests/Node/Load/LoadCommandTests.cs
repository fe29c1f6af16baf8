using System.Text.Json.Nodes;
using System.Xml.Linq;
using ActorSync.Tests.Storage;
using ActorSync.Tests.Storage.Sqlite;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class LoadCommandTests
{
    [Fact]
    public async Task A_small_run_over_everything_that_goes_wrong_ends_with_everything_right()
    {
        using var folder = new TemporaryFolder();
        var (json, page, samples) = (folder.File("load.json"), folder.File("load.html"), folder.File("load.jtl"));
        await File.WriteAllTextAsync(samples, "an earlier run's");

        var run = await CommandRun.Of(
            "load", "--steps", "10,100", "--json", "--out", json, "--html", page, "--samples", samples, "--seed", "5",
            "--shape", "shuffled,doubled=20,outdated=8,gated=18,subs=9,cancelled=3,delayed=5,echoed=50,error=5,cut=5");

        run.Ok();
        Assert.True((bool)run.Json["right"]!);
        Assert.Equal([10, 100], run.Json["steps"]!.AsArray().Select(s => (int)s!["size"]!));
        foreach (var step in run.Json["steps"]!.AsArray())
        {
            Assert.Equal((int)step!["size"]!, (int)step["accept"]!["samples"]!);
            Assert.Equal(9, step["verdicts"]!.AsArray().Count);
        }
        Assert.Equal(run.Json.ToJsonString(), JsonNode.Parse(await File.ReadAllTextAsync(json))!.ToJsonString());
        Assert.NotEmpty(XDocument.Parse(await File.ReadAllTextAsync(page)).Descendants("table"));
        var lines = await File.ReadAllLinesAsync(samples);
        Assert.StartsWith("timeStamp,elapsed,label,", lines[0], StringComparison.Ordinal);
        Assert.Equal((10, 100), (lines.Count(l => l.Contains("accept 1: 10,", StringComparison.Ordinal)),
            lines.Count(l => l.Contains("accept 2: 100,", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_run_shows_the_figures_by_step()
    {
        var run = await CommandRun.Of("load", "--steps", "10", "--shape", "gated=20");

        run.Ok();
        Assert.All(new[] { "samples", "median", "p99", "err%", "/s", "an outcome for each input", "Everything is right." },
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_that_calls_another_receiver_fails_the_run()
    {
        await using var node = await RunningNode.Start();

        var run = await CommandRun.Of(
            "load", "--node", node.Host.Api.ToString(), "--receiver", "http://127.0.0.1:0", "--steps", "10", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.False((bool)run.Json["right"]!);
        Assert.Contains("the receiver never saw them", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_cannot_listen_there_is_said_in_one_line()
    {
        var run = await CommandRun.Of("load", "--steps", "1", "--node", FakeReceiver.NobodyThere(), "--receiver", "http://192.0.2.1:5090");

        run.Failed(1, "192.0.2.1:5090", "stop any other there");
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_receiver_listens_on_plain_http_alone() =>
        (await CommandRun.Of("load", "--steps", "1", "--receiver", "https://127.0.0.1:5090")).Failed(2, "--receiver");

    [Fact]
    public async Task A_node_that_is_not_there_is_said_before_the_run()
    {
        var run = await CommandRun.Of("load", "--steps", "1", "--node", FakeReceiver.NobodyThere(), "--receiver", "http://localhost:0");

        run.Failed(3, "No answer");
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Every_wrong_option_is_named() =>
        (await CommandRun.Of("load", "--steps", "10,x", "--shape", "sorted", "--batch", "0", "--to", "B"))
            .Failed(2, "--steps", "--shape", "--batch", "--to");

    [Theory]
    [InlineData("--give-up", "0s")]
    [InlineData("--give-up", "2d")]
    [InlineData("--hang", "0s")]
    public async Task A_duration_that_makes_no_sense_is_refused(string option, string value) =>
        (await CommandRun.Of("load", "--steps", "1", option, value)).Failed(2, option);

    [Fact]
    public async Task Where_no_result_can_be_written_is_told_before_the_run()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.Of("load", "--steps", "10", "--out", folder.File("absent/load.json"), "--html", Path.GetTempPath());

        run.Failed(2, "--out", "--html");
        Assert.DoesNotContain("10 submissions", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_breaks_off_still_writes_what_it_has_seen()
    {
        using var folder = new TemporaryFolder();
        var (json, page) = (folder.File("load.json"), folder.File("load.html"));
        await using var node = LoadNode.Of(line => line.Contains("status=", StringComparison.Ordinal) ? (400, "") : LoadNode.Page());

        var run = await CommandRun.Of("load", "--node", node.Url, "--receiver", "http://127.0.0.1:0", "--steps", "1,1", "--json",
            "--out", json, "--html", page);

        run.Failed(1, "The node refused");
        Assert.Equal(run.Json.ToJsonString(), JsonNode.Parse(await File.ReadAllTextAsync(json))!.ToJsonString());
        Assert.Single(run.Json["steps"]!.AsArray());
        Assert.False((bool)run.Json["right"]!);
        Assert.Contains("The node refused", (string?)run.Json["interrupted"], StringComparison.Ordinal);
        Assert.Contains("Interrupted", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_go_to_files_of_their_own()
    {
        using var folder = new TemporaryFolder();

        (await CommandRun.Of(
            "load", "--steps", "1", "--out", folder.File("x"), "--html", folder.File("x"), "--samples", folder.File("x")))
            .Failed(2, "--html", "--samples");
    }

    [Fact]
    public async Task A_run_that_does_not_begin_leaves_no_files_but_those_that_were_there()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("y"), "");

        var run = await CommandRun.Of("load", "--steps", "1", "--out", folder.File("x"), "--html", folder.File("y"),
            "--node", FakeReceiver.NobodyThere(), "--receiver", "http://127.0.0.1:0");

        run.Failed(3);
        Assert.Equal((false, true), (File.Exists(folder.File("x")), File.Exists(folder.File("y"))));
    }

    [SmallDiskFact]
    public async Task Files_for_which_there_is_no_space_are_each_named_once_and_not_left_behind()
    {
        using var disk = new SmallDisk(1);
        disk.Fill();

        var run = await CommandRun.Of("load", "--steps", "1", "--out", disk.File("load.json"), "--samples", disk.File("load.jtl"));

        run.Failed(1, "load.json: ", "load.jtl: ");
        Assert.Equal(2, run.Errors.Trim().Split('\n').Length);
        Assert.False(File.Exists(disk.File("load.json")) || File.Exists(disk.File("load.jtl")));
    }

    [Fact]
    public async Task A_node_of_others_cannot_be_configured() =>
        (await CommandRun.Of("load", "--node", "http://127.0.0.1:1", "-D", "engine.shards=4")).Failed(2, "-D");
}
