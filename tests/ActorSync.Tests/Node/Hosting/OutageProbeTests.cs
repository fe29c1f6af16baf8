using ActorSync.Delivering;
using ActorSync.Node.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>R26: a party that nobody calls any more is found to be back.</summary>
public sealed class OutageProbeTests : IAsyncDisposable
{
    private readonly LoggedRows _log = new();
    private readonly RetriedAccounts _accounts = new();
    private readonly ManualTime _time = new();
    private readonly OutageProbe _probe;
    private PartyLoad _load = new(Some.C, 0, 0, CircuitState.Closed, null, new(Some.C, Some.Time, 1000, IsPlain: true));

    public OutageProbeTests() =>
        _probe = new(new(_accounts, _log, Some.Rules(Some.Link(Some.B, Some.C)), _time), () => [_load], _time, NullLogger.Instance);

    public ValueTask DisposeAsync() => _probe.DisposeAsync();

    [Fact]
    public async Task The_one_with_the_fewest_attempts_is_tried_first()
    {
        _log.AddExhausted("seldom", 15, Some.Time);
        _log.AddExhausted("often", 30, Some.Time);

        await Pass(seconds: 30);

        Assert.Equal("seldom", _accounts.Retried[0]);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(120, 125)]
    [InlineData(100_000, 302)]
    public async Task The_more_attempts_it_has_had_the_longer_it_waits_up_to_minutes(int attempts, int seconds)
    {
        _load = _load with { Outage = _load.Outage! with { Failures = attempts } };
        _log.AddExhausted("one", attempts, Some.Time);

        await Pass(seconds / 2);
        Assert.Empty(_accounts.Retried);

        await Pass(seconds / 2 + 1);
        Assert.Single(_accounts.Retried);
    }

    [Fact]
    public async Task A_party_that_works_or_is_called_or_cannot_be_is_not_tried()
    {
        _log.AddExhausted("one", 1, Some.Time);
        var away = _load;
        foreach (var load in new[]
        {
            away with { Outage = null }, away with { InFlight = 1 }, away with { Waiting = 1 },
            away with { Circuit = CircuitState.Open, OpenFor = TimeSpan.FromSeconds(1) },
        })
        {
            _load = load;
            await Pass(seconds: 100);
        }

        Assert.Empty(_accounts.Retried);
    }

    [Fact]
    public async Task Nothing_is_tried_while_something_else_will_be_by_itself()
    {
        _log.AddExhausted("one", 1, Some.Time);
        _log.Add("two", new(Status.Retrying) { Attempts = 1, ChangedAt = Some.Time });

        await Pass(seconds: 100);

        Assert.Empty(_accounts.Retried);
    }

    [Fact]
    public async Task What_is_parked_after_a_look_that_found_nothing_is_found_soon()
    {
        await Pass(seconds: 20);
        _log.AddExhausted("one", 1, Some.Time);
        _load = _load with { Outage = _load.Outage! with { Failures = 1001 } };

        await Pass(seconds: 10);

        Assert.NotEmpty(_accounts.Retried);
    }

    [Fact]
    public async Task A_party_to_which_no_link_leads_is_no_reason_to_ask_the_log()
    {
        for (var i = 0; i < 3; i++) _log.Add($"reported-{i}", Rejected, from: Some.A, to: Some.C);
        _load = _load with { Party = Some.A, Outage = new(Some.A, null, 0, IsPlain: false) };

        await Pass(seconds: 600);

        Assert.Equal(0, _log.Asked);
    }

    [Fact]
    public async Task What_is_parked_for_another_reason_is_read_bit_by_bit_and_what_is_behind_it_is_found()
    {
        _load = _load with { Outage = new(Some.C, null, 0, IsPlain: false) };
        _log.AddExhausted("behind", 1, Some.Time);
        for (var i = 0; i < 20 * LogFilter.MaxLimit; i++) _log.Add($"rejected-{i}", Rejected);

        await Pass(seconds: 30);
        Assert.Equal((10, 0), (_log.Asked, _accounts.Retried.Count));

        await Pass(seconds: 150);
        Assert.Equal("behind", _accounts.Retried[0]);
    }

    private static LogStatus Rejected => new(Status.Parked) { Reason = "rejected: 422", Attempts = 1, ChangedAt = Some.Time };

    private async Task Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _probe.RunOnce(default);
        }
    }
}
