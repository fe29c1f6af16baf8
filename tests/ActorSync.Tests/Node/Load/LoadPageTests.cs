using System.Net;
using System.Xml.Linq;
using ActorSync.Node.Load;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class LoadPageTests
{
    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_from_elsewhere()
    {
        var page = LoadPage.Of(Result(StepOf(10), StepOf(1000)));

        var html = XDocument.Parse(page);
        Assert.DoesNotContain(html.Descendants(), e =>
            e.Name.LocalName is "script" or "link" or "img" || e.Attribute("src") is not null || e.Attribute("href") is not null);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_charts_and_a_row_for_each_step()
    {
        var html = XDocument.Parse(LoadPage.Of(Result(StepOf(10), StepOf(1000))));

        Assert.Equal(6, html.Descendants().Count(e => e.Name.LocalName == "svg"));
        Assert.Equal(["10", "1,000"], html.Descendants("tbody").First().Elements("tr").Select(row => row.Elements("td").First().Value));
    }

    [Fact]
    public void The_result_for_scripts_says_what_was_measured_where()
    {
        var json = LoadJson.Of(Result(StepOf(10)));

        Assert.Equal(("B", "C", Environment.ProcessorCount),
            ((string?)json["from"], (string?)json["to"], (int)json["machine"]!["cores"]!));
        Assert.All(new[] { "ended", "version", "overrides", "planned" }, name => Assert.NotNull(json[name]));
    }

    [Fact]
    public void The_page_suits_light_and_dark() =>
        Assert.Contains("prefers-color-scheme: dark", LoadPage.Of(Result(StepOf(10))), StringComparison.Ordinal);

    [Fact]
    public void Text_from_outside_cannot_break_the_page()
    {
        var result = Result(StepOf(10) with { Verdicts = [new("a & b", false, "<script>alert(1)</script>")] });

        var html = XDocument.Parse(LoadPage.Of(result));
        Assert.Empty(html.Descendants("script"));
        Assert.Contains("Something is wrong.", html.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_in_which_nothing_arrived_still_makes_a_page()
    {
        var nothing = StepOf(10) with
        {
            Took = TimeSpan.Zero, Progress = [0, 0],
            Timings = new(Summary.Empty, Summary.Empty, Summary.Empty, Summary.Empty, Summary.Empty),
        };

        Assert.DoesNotContain("NaN", LoadPage.Of(Result(nothing)), StringComparison.Ordinal);
    }

    private static StepResult StepOf(int size)
    {
        var times = Summary.Of(Enumerable.Range(1, size).Select(i => TimeSpan.FromMilliseconds(i)));
        return new()
        {
            Size = size,
            Receipts = new Dictionary<string, int> { ["accepted"] = size },
            Outcomes = new Dictionary<string, int> { ["done"] = size },
            Finished = size,
            Calls = size,
            FailedCalls = 0,
            Took = TimeSpan.FromSeconds(1),
            Timings = new(times, times, times, Summary.Empty, times),
            Progress = [0, size / 2, size],
            Verdicts = [new("order at the receiver", true, "0 violations")],
        };
    }

    private static LoadResult Result(params StepResult[] steps) => new(
        new()
        {
            Steps = [.. steps.Select(s => s.Size)], Shape = LoadShape.Parse(LoadShape.Usual, out _)!, Seed = 1, Batch = 100, Senders = 4,
            GiveUp = TimeSpan.FromMinutes(1), Hang = TimeSpan.FromSeconds(30), From = PartyId.Parse("B"), To = PartyId.Parse("C"),
            Receiver = new(IPAddress.Loopback, 5090), Overrides = [],
        },
        Some.Time, Some.Time + TimeSpan.FromSeconds(1), "a node of its own", steps);
}
