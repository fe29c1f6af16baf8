using ActorSync.Delivering;
using ActorSync.Node.Hosting;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

public sealed class ExhaustedTests
{
    private static readonly Outage SinceTheStart = new(Some.C, null, 0, IsPlain: false);
    private static readonly SyncRules Rules =
        Some.Rules(Some.Link(Some.A, Some.C) with { MaxAttempts = 3 }, Some.Link(Some.B, Some.C) with { MaxAttempts = 2 });

    private readonly LoggedRows _log = new();
    private readonly ManualTime _time = new();
    private readonly Exhausted _exhausted;

    public ExhaustedTests() => _exhausted = new(new RetriedAccounts(), _log, Rules, _time);

    [Fact]
    public async Task After_a_start_what_was_parked_while_the_party_worked_is_left_to_people()
    {
        _log.AddExhausted("indigestible", 15, Before(30));
        _log.AddDone("taken-over", Before(20));
        _log.AddExhausted("victim", 15, Before(10));
        _log.AddDone("taken-over-by-now", Before(-1));

        Assert.Equal(["victim"], await In(SinceTheStart));
    }

    [Fact]
    public async Task What_the_party_reported_itself_in_an_outage_does_not_end_it()
    {
        _log.AddDone("taken-over", Before(30));
        _log.AddExhausted("victim", 15, Before(20));
        _log.AddDone("confirmed", Before(10), "C reported that it holds this content");

        Assert.Equal(["victim"], await In(SinceTheStart));
    }

    [Fact]
    public async Task Of_a_party_that_never_took_anything_over_everything_is_a_victim()
    {
        _log.AddExhausted("victim", 15, Before(3600));

        Assert.Equal(["victim"], await In(SinceTheStart));
    }

    [Fact]
    public async Task An_outage_has_as_victims_what_was_parked_in_it_and_can_have_failed_in_it()
    {
        _log.AddExhausted("before", 2, Before(20));
        _log.AddExhausted("often", 15, Before(5));
        _log.AddExhausted("victim", 2, Before(5));

        Assert.Equal(["victim"], await In(new(Some.C, Before(10), 3, IsPlain: false)));
        Assert.Equal(["victim", "often"], await In(new(Some.C, Before(10), 30, IsPlain: true)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task Failures_too_few_to_exhaust_anything_are_no_reason_to_ask_the_log(int failures, int asked)
    {
        await In(new(Some.C, Before(10), failures, IsPlain: false));

        Assert.Equal(asked, _log.Asked);
    }

    [Fact]
    public async Task What_will_be_tried_again_is_found_behind_a_thousand_of_other_receivers()
    {
        var retrying = new LogStatus(Status.Retrying) { Attempts = 1, ChangedAt = Before(10) };
        for (var i = 0; i < LogFilter.MaxLimit + 1; i++) _log.Add($"reported-{i}", retrying, from: Some.C, to: Some.B);
        Assert.False(await _exhausted.IsRetrying(Some.C, default));

        var behind = new LoggedRows();
        behind.Add("own", retrying);
        for (var i = 0; i < LogFilter.MaxLimit + 1; i++) behind.Add($"reported-{i}", retrying, from: Some.C, to: Some.B);
        Assert.True(await new Exhausted(new RetriedAccounts(), behind, Rules, _time).IsRetrying(Some.C, default));
    }

    private async Task<IEnumerable<string>> In(Outage outage) =>
        await _exhausted.In(outage, default).Select(r => r.Submission.Id).ToListAsync();

    private DateTimeOffset Before(double seconds) => _time.GetUtcNow().AddSeconds(-seconds);
}
