using ActorSync.Node.Commands;
using ActorSync.Node.Load;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests.Node.Load;

public sealed class LoadSettlingTests
{
    private const int MostTurns = 200;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(1);
    private static readonly EchoCounts NoEchoes = new(0, 0, 0, 0, 0);

    private readonly WatchedStep _step = new(1);

    [Fact]
    public async Task A_step_that_moved_until_now_is_not_given_up_at_its_first_pause()
    {
        var asked = 0;
        await using var node = LoadNode.Of(line => line.Contains("status=", StringComparison.Ordinal)
            ? Interlocked.Increment(ref asked) == 1 ? LoadNode.Page(("x", "retrying")) : LoadNode.Page()
            : LoadNode.Page(("x", asked < 2 ? "retrying" : "done")));
        var settling = Settle(node.Url, () => NoEchoes);

        for (var i = 0; i < 3 * GiveUp / Turn; i++)
        {
            await _step.Time.Waits(1, TimeSpan.Zero);
            _step.Call(0, CallResult.Failed);
            _step.Time.Advance(Turn);
        }

        Assert.Equal("done", (await Pass(settling))["x"].Status);
    }

    [Fact]
    public async Task Echoes_that_never_get_through_do_not_keep_a_step_for_ever()
    {
        await using var node = LoadNode.Of(_ => LoadNode.Page(("x", "done")));

        var outcomes = await Pass(Settle(node.Url, () => NoEchoes with { Open = 1 }));

        Assert.Equal("done", outcomes["x"].Status);
    }

    [Fact]
    public async Task A_node_that_is_busy_or_away_for_a_while_is_asked_again()
    {
        var asked = 0;
        await using var node = LoadNode.Of(_ => Interlocked.Increment(ref asked) switch
        {
            1 => (503, ""), 2 => (429, ""), _ => LoadNode.Page(),
        });

        Assert.Empty(await Pass(Settle(node.Url, () => NoEchoes)));
    }

    [Fact]
    public async Task A_node_that_stays_away_ends_the_wait() =>
        await Assert.ThrowsAsync<NodeUnreachableException>(() => Pass(Settle(FakeReceiver.NobodyThere(), () => NoEchoes)));

    [Fact]
    public async Task A_node_that_stays_busy_ends_the_wait()
    {
        await using var node = LoadNode.Of(_ => (503, ""));

        await Assert.ThrowsAsync<TimeoutException>(() => Pass(Settle(node.Url, () => NoEchoes)));
    }

    private async Task<Dictionary<string, LoadOutcome>> Settle(string node, Func<EchoCounts> echoes)
    {
        using var client = new NodeClient(new(node), null);
        var outcomes = new Outcomes(client, _step.Names, GiveUp, _step.Time);
        return await new LoadSettling(_step.Watch, echoes, outcomes, GiveUp, _step.Time).Wait(default);
    }

    /// <summary>Lets time pass until it is over.</summary>
    private async Task<T> Pass<T>(Task<T> work)
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            if (await Task.WhenAny(work, _step.Time.Waits(1, TimeSpan.Zero)) == work) return await work;
            _step.Time.Advance(Turn);
        }
        throw new TimeoutException("it is not over yet");
    }
}
