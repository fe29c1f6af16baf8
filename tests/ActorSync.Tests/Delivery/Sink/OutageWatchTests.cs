using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

public sealed class OutageWatchTests
{
    private const int FailuresInARow = 10;

    private readonly OutageWatch _watch = new(Some.C, FailuresInARow);

    [Fact]
    public void After_a_start_nobody_knows_since_when_the_party_does_not_work()
    {
        Fail(3);
        var over = _watch.Record(PartySign.Works, CircuitState.Closed, Some.Time);

        Assert.Equal(new(Some.C, null, 3, IsPlain: false), over);
        Assert.True(over!.Explains(10_000));
        Assert.Null(_watch.Outage);
    }

    [Fact]
    public void An_outage_lasts_from_the_first_failure_until_something_works()
    {
        Work();
        Fail(1, Some.Time.AddSeconds(1));
        Fail(1, Some.Time.AddSeconds(2));

        Assert.Equal(Some.Time.AddSeconds(1), Work()?.Since);
        Assert.Null(Work());
    }

    [Fact]
    public void A_party_that_is_too_busy_takes_nothing_over_either()
    {
        Work();
        for (var i = 0; i < FailuresInARow; i++) _watch.Record(PartySign.IsBusy, CircuitState.Closed, Some.Time);

        Assert.True(Work()!.IsPlain);
    }

    [Fact]
    public void An_outage_in_which_the_circuit_opened_is_plain()
    {
        Work();
        _watch.Record(PartySign.Fails, CircuitState.Open, Some.Time);

        Assert.True(Work()!.IsPlain);
    }

    [Fact]
    public void When_the_clock_is_set_back_in_an_outage_what_is_parked_then_is_parked_in_it()
    {
        Work();
        Fail(1, Some.Time);
        Fail(1, Some.Time.AddHours(-1));

        Assert.Equal(Some.Time.AddHours(-1), Work()?.Since);
    }

    [Fact]
    public void A_record_that_fails_by_itself_between_calls_that_work_is_not_explained()
    {
        Work();
        Fail(2);

        Assert.False(Work()!.Explains(15));
    }

    [Fact]
    public void However_long_an_outage_lasts_it_explains_what_was_tried_in_it()
    {
        Work();
        Fail(100_000);

        Assert.True(_watch.Outage!.Explains(100_000));
    }

    [Fact]
    public void What_was_tried_through_a_long_outage_is_explained_by_the_next_too_but_not_without_end()
    {
        Work();
        Fail(FailuresInARow);

        Assert.True(_watch.Outage!.Explains(500));
        Assert.False(_watch.Outage!.Explains(5000));
    }

    private void Fail(int times, DateTimeOffset? at = null)
    {
        for (var i = 0; i < times; i++) Assert.Null(_watch.Record(PartySign.Fails, CircuitState.Closed, at ?? Some.Time));
    }

    private Outage? Work() => _watch.Record(PartySign.Works, CircuitState.Closed, Some.Time);
}
