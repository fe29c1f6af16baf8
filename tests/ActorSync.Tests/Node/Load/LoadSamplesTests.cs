using ActorSync.Node.Load;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class LoadSamplesTests
{
    [Fact]
    public void A_line_has_a_cell_for_each_column_and_says_when_what_took_how_long()
    {
        var step = new WatchedStep(1);
        step.Watch.OnAnswer(0, "accepted", Some.Time);
        step.Time.Advance(TimeSpan.FromMilliseconds(7));
        step.Call(0, CallResult.TookOver);

        var receiver = Cells(step).Single(c => c[2] == "receiver 3: 1");

        Assert.Equal(LoadSamples.Header.Split(',').Length, receiver.Length);
        Assert.Equal(($"{Some.Time.ToUnixTimeMilliseconds()}", "7", "acted", "true"), (receiver[0], receiver[1], receiver[3], receiver[6]));
        Assert.Equal(step.Watch.Samples[0].Id, receiver[^1]);
    }

    [Fact]
    public void There_is_a_line_for_each_time_that_the_figures_are_of()
    {
        var step = new WatchedStep(100, "shuffled,gated=20,subs=20,delayed=10");
        step.AnswerAll("accepted", new("done"));
        for (var i = 0; i < 100; i++) step.Call(i, CallResult.TookOver);

        var lines = Cells(step).CountBy(c => c[2].Split(' ')[0]).ToDictionary();

        var times = step.Result.Timings;
        Assert.Equal((100, 70, 10), (lines["accept"], lines["receiver"], lines["drift"]));
        Assert.Equal((100, 70, 10), (times.Accept.Samples, times.Receiver.Samples, times.Drift.Samples));
    }

    [Fact]
    public void What_is_refused_is_no_success()
    {
        var step = new WatchedStep(1);
        step.Watch.OnAnswer(0, "refused", Some.Time);

        var line = Assert.Single(Cells(step));

        Assert.Equal(("accept 3: 1", "refused", "false"), (line[2], line[3], line[6]));
    }

    [Fact]
    public void What_was_never_answered_has_no_line() => Assert.Empty(Cells(new WatchedStep(3)));

    [Fact]
    public void What_a_node_says_cannot_break_a_line()
    {
        var step = new WatchedStep(1);
        step.Watch.OnAnswer(0, "what,\"now\"", Some.Time);

        Assert.Contains(",\"what,\"\"now\"\"\",", Assert.Single(LoadSamples.Of(step.Watch, 3, senders: 4)), StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Cells(WatchedStep step) =>
        LoadSamples.Of(step.Watch, 3, senders: 4).Select(line => line.Split(','));
}
