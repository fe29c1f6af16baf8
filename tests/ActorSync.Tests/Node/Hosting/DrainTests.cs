using Xunit;

namespace ActorSync.Tests.Node.Hosting;

public sealed class DrainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_stop_lets_a_call_under_way_end_and_stores_its_outcome()
    {
        await using var node = await RunningNode.Start();
        var held = node.C.Hold("under-way");
        await node.Submit(Reports.Forum("under-way"));
        await held.Arrived;

        var stopping = node.Host.Stop();
        await UntilStopping(node);
        Assert.False(stopping.IsCompleted);
        held.Release();
        await stopping.WaitAsync(Patience, TimeProvider.System);

        await node.Restart();
        Assert.Equal("done", (string?)(await node.Find("under-way-forum-1"))["status"]);
        Assert.Single(node.C.CallsAbout("under-way"));
    }

    [Fact]
    public async Task What_is_accepted_and_has_not_left_at_a_stop_leaves_after_the_next_start()
    {
        await using var node = await RunningNode.Start("parties.C.max-in-flight=1");
        var held = node.C.Hold("first");
        await node.Submit(Reports.Forum("first"));
        await held.Arrived;
        await node.Batch([.. Enumerable.Range(0, 50).Select(i => Reports.Forum($"waiting-{i}").ToJsonString())]);

        var stopping = node.Host.Stop();
        await UntilStopping(node);
        held.Release();
        await stopping.WaitAsync(Patience, TimeProvider.System);
        await node.Restart();

        for (var i = 0; i < 50; i++) await node.Until("done", $"waiting-{i}-forum-1");
        Assert.All(Enumerable.Range(0, 50), i => Assert.Single(node.C.CallsAbout($"waiting-{i}")));
    }

    [Fact]
    public async Task A_call_that_outlasts_the_drain_timeout_is_made_again_under_its_key()
    {
        await using var node = await RunningNode.Start("engine.drain-timeout=100ms");
        var held = node.C.Hold("endless");
        await node.Submit(Reports.Forum("endless"));
        await held.Arrived;

        await node.Host.Stop().WaitAsync(Patience, TimeProvider.System);
        await node.Restart();
        await node.Until("done", "endless-forum-1");
        held.Release();

        Assert.Equal(2, node.C.CallsAbout("endless").Count);
        Assert.Single(node.C.CallsAbout("endless").Select(c => c.Header("Idempotency-Key")).Distinct());
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_listeners()
    {
        await using var node = await RunningNode.Start("engine.drain-timeout=10m");
        using var listener = await node.Http.GetAsync("/v1/events", HttpCompletionOption.ResponseHeadersRead);
        var rest = listener.Content.ReadAsStringAsync();

        await node.Host.Stop().WaitAsync(Patience, TimeProvider.System);

        Assert.StartsWith(": listening", await rest.WaitAsync(Patience, TimeProvider.System), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_twice_is_stopping_once()
    {
        await using var node = await RunningNode.Start();

        await Task.WhenAll(node.Host.Stop(), node.Host.Stop()).WaitAsync(Patience, TimeProvider.System);

        await node.Restart();
        await node.Submit(Reports.Forum("again"));
    }

    [Fact]
    public async Task A_stop_that_fails_at_first_ends_everything_else_all_the_same()
    {
        await using var node = await RunningNode.Start();
        var held = node.C.Hold("under-way");
        await node.Submit(Reports.Forum("under-way"));
        await held.Arrived;

        node.Logs.Refused = "Node node-1 drains";
        var stopping = node.Host.Stop();
        held.Release();
        await Assert.ThrowsAsync<IOException>(() => stopping.WaitAsync(Patience, TimeProvider.System));

        node.Logs.Refused = null;
        await Assert.ThrowsAsync<HttpRequestException>(() => node.Management.GetAsync("/alive"));
        await node.Restart();
        Assert.Equal("done", (string?)(await node.Find("under-way-forum-1"))["status"]);
        Assert.Single(node.C.CallsAbout("under-way"));
    }

    [Fact]
    public async Task What_is_being_sent_in_during_a_stop_is_either_durable_or_refused()
    {
        await using var node = await RunningNode.Start();
        List<string> accepted = [];
        async Task Send(int sender)
        {
            for (var i = 0; ; i++)
                try
                {
                    var report = Reports.Forum($"sent-{sender}-{i}");
                    var answer = await node.Post("/v1/submissions", report);
                    if (answer.Status == 202) lock (accepted) accepted.Add(Reports.IdOf(report));
                    else if (answer.Status is not (429 or 503)) throw new InvalidOperationException(answer.Text);
                }
                catch (HttpRequestException)
                {
                    return;
                }
        }
        var senders = Task.WhenAll(Enumerable.Range(0, 4).Select(Send));
        while (Count(accepted) < 100) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);

        await node.Host.Stop().WaitAsync(Patience, TimeProvider.System);
        await senders.WaitAsync(Patience, TimeProvider.System);
        await node.Restart();

        foreach (var id in accepted) await node.Until("done", id);
        Assert.Empty(node.Logs.Errors);
    }

    private static int Count(List<string> list)
    {
        lock (list) return list.Count;
    }

    /// <summary>The node says that it is no longer ready while it drains.</summary>
    private static async Task UntilStopping(RunningNode node)
    {
        while ((int)(await node.Management.GetAsync("/ready")).StatusCode != 503)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }
}
