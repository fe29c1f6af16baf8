using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests;

public sealed class SimulatedPartyFaultTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(100, 0, 500)]
    [InlineData(0, 100, 503)]
    public async Task A_failing_call_has_no_effect(double error, double unavailable, int status)
    {
        await using var c = await Caller.Of(new()
        {
            ErrorPercent = error, UnavailablePercent = unavailable, RetryAfter = TimeSpan.FromSeconds(2.5),
        });

        using var response = await c.Send(Caller.PutOf("forum", 1, "k1"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 503 ? "3" : null, response.Headers.RetryAfter?.ToString());
        Assert.Empty(c.Party.Held());
        c.Party.Faults = SimulatedFaults.None;
        Assert.Equal(201, await c.Put("forum", 1, "k1"));
    }

    [Fact]
    public async Task The_rate_is_a_bucket_that_time_fills()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { RatePerSecond = 2 }, time);

        Assert.Equal(
            new List<int> { 201, 200, 429 },
            new List<int> { await c.Put("forum", 1), await c.Put("forum", 2), await c.Put("forum", 3) });
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(new List<int> { 200, 429 }, new List<int> { await c.Put("forum", 3), await c.Put("forum", 4) });
    }

    [Theory]
    [InlineData(100, 0, 0)]
    [InlineData(0, 100, 1)]
    public async Task A_cut_connection_hides_whether_it_acted(double before, double after, int held)
    {
        await using var c = await Caller.Of(new() { CutBeforePercent = before, CutAfterPercent = after });

        await Assert.ThrowsAsync<HttpRequestException>(() => c.Put("forum", 1, "k1"));

        Assert.Equal(held, c.Party.Held().Count());
        c.Party.Faults = SimulatedFaults.None;
        Assert.Equal(201, await c.Put("forum", 1, "k1"));
        Assert.Equal(held, c.Report.Results[CallResult.Repeated]);
    }

    [Theory]
    [InlineData(100, 0, 0)]
    [InlineData(0, 100, 1)]
    public async Task A_hanging_call_acts_before_or_after(double before, double after, int held)
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { HangBeforePercent = before, HangAfterPercent = after, Hang = Long }, time);

        var call = c.Put("forum", 1, "k1");
        await time.Waits(1, Long);
        Assert.Equal(held, c.Party.Held().Count());
        Assert.Equal(CallResult.Open, Assert.Single(c.Report.Received).Result);
        time.Advance(Long);

        Assert.Equal(201, await call);
        Assert.Single(c.Party.Held());
    }

    [Fact]
    public async Task A_call_that_hangs_ends_when_its_caller_leaves()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { HangAfterPercent = 100, Hang = Long }, time);
        var ended = new TaskCompletionSource<Call>(TaskCreationOptions.RunContinuationsAsynchronously);
        c.Party.Observed.Ended += ended.SetResult;
        using var patience = new CancellationTokenSource();

        var givenUp = c.Put("forum", 1, "k1", cancellation: patience.Token);
        await time.Waits(1, Long);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);

        Assert.True((await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System)).CallerLeft);
        Assert.Single(c.Party.Held());
    }

    [Fact]
    public async Task A_slow_party_is_slow_for_every_call()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { Latency = Long }, time);

        Task[] calls =
        [
            c.Put("forum", 1), c.Delete("forum", account: "acc-2"), c.Get("/accounts/acc-3/registrations/forum"), c.Get("/registrations"),
        ];
        await time.Waits(4, Long);
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        time.Advance(Long);

        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Jitter_makes_calls_slower_by_chance()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { Latency = Long, LatencyJitter = Long }, time);

        var call = c.Put("forum", 1);
        await time.Waits(1, Long + TimeSpan.FromTicks(1));
        time.Advance(2 * Long);

        Assert.Equal(201, await call);
    }

    [Fact]
    public async Task Two_calls_of_one_account_at_once_are_a_violation()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { Latency = Long }, time);

        Task<int>[] calls = [c.Put("forum", 1), c.Put("summit", 1), c.Put("forum", 1, account: "acc-2"), c.Put("forum", 1, origin: "A")];
        await time.Waits(4, Long);
        time.Advance(Long);
        await Task.WhenAll(calls);

        Assert.Equal((1L, 1L), (c.Violations(ViolationKind.Overlap), c.Report.Violations));
    }

    [Fact]
    public async Task A_call_that_was_given_up_is_in_nobodys_way()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { Latency = Long }, time);
        using var patience = new CancellationTokenSource();

        var givenUp = c.Put("forum", 1, "k1", cancellation: patience.Token);
        await time.Waits(1, Long);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        var again = c.Put("forum", 2, "k2");
        await time.Waits(2, Long);
        await GivenUp(c, 1);
        await Landed(c, 1, () => time.Advance(Long));
        Assert.InRange(await again, 200, 201);

        Assert.Equal((0L, 1L), (c.Report.Violations, c.Report.LandedLate));
    }

    [Fact]
    public async Task A_call_that_lands_late_is_told_apart()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { HangBeforePercent = 100, Hang = Long }, time);
        using var patience = new CancellationTokenSource();

        var givenUp = c.Put("forum", 1, "k1", cancellation: patience.Token);
        await time.Waits(1, Long);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        await GivenUp(c, 1);
        c.Party.Faults = SimulatedFaults.None;
        Assert.Equal(201, await c.Put("forum", 2, "k2"));
        await Landed(c, 1, () => time.Advance(Long));

        Assert.Equal(1, Assert.Single(c.Party.Held()).Value.Revision);
        Assert.Equal((0L, 1L), (c.Report.Violations, c.Report.LandedLate));
    }

    [Fact]
    public async Task Two_calls_under_one_key_at_once_have_one_effect()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { Latency = Long }, time);

        Task<int>[] calls = [.. Enumerable.Range(0, 8).Select(_ => c.Put("forum", 1, "k1"))];
        await time.Waits(8, Long);
        time.Advance(Long);

        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(201, status));
        Assert.Equal((1L, 7L), (c.Report.Results[CallResult.TookOver], c.Report.Results[CallResult.Repeated]));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_troubles_in_whatever_order()
    {
        var faults = new SimulatedFaults { ErrorPercent = 30, UnavailablePercent = 30 };
        var keys = Enumerable.Range(0, 40).Select(i => $"k{i}").ToList();

        var forward = await Statuses(7, faults, keys);
        var backward = await Statuses(7, faults, [.. keys.AsEnumerable().Reverse()]);
        var other = await Statuses(8, faults, keys);

        Assert.Equal(forward.OrderBy(s => s.Key), backward.OrderBy(s => s.Key));
        Assert.NotEqual(forward.OrderBy(s => s.Key), other.OrderBy(s => s.Key));
        Assert.Equal([200, 201, 500, 503], forward.SelectMany(s => s.Value.Split(' ')).Select(int.Parse).Append(200).Distinct().Order());
    }

    [Fact]
    public async Task Whoever_repeats_gets_through()
    {
        await using var c = await Caller.Of(new() { ErrorPercent = 50 });

        for (var i = 0; i < 20; i++)
        {
            var tries = 1;
            while (await c.Put("forum", 1, $"k{i}", account: $"acc-{i}") == 500) Assert.InRange(++tries, 1, 30);
        }

        Assert.Equal(20, c.Party.Held().Count());
    }

    private static async Task<Dictionary<string, string>> Statuses(int seed, SimulatedFaults faults, IReadOnlyList<string> keys)
    {
        await using var c = await Caller.With(new SimulatedPartySettings { Name = Some.C, Seed = seed, Faults = faults });
        var statuses = new Dictionary<string, string>();
        foreach (var key in keys)
            statuses[key] = $"{await c.Put("forum", 1, key, account: key)} {await c.Put("forum", 1, key, account: key)}";
        return statuses;
    }

    /// <summary>The caller's leaving takes its way through the network.</summary>
    private static async Task GivenUp(Caller c, long number)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signal = c.Party.Observed.Find(number)!.GivenUp.Register(gone.SetResult);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    /// <summary>Does something, and returns when a call that nobody waits for has ended.</summary>
    private static async Task Landed(Caller c, long number, Action then)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        c.Party.Observed.Ended += call => { if (call.Number == number) ended.SetResult(); };
        then();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }
}
