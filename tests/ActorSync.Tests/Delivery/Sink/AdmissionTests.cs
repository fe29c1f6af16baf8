using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

/// <summary>Who may wait for a place, where eight may.</summary>
public sealed class AdmissionTests
{
    private readonly Admission _admission = new(8);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void While_there_is_room_everybody_may_wait(int waiting)
    {
        Assert.True(_admission.Admits(waiting, again: false));
        Assert.True(_admission.Admits(waiting, again: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_all_places_are_taken_nobody_may(bool again) => Assert.False(_admission.Admits(8, again));

    [Fact]
    public void Who_was_turned_away_comes_before_whoever_is_new()
    {
        _admission.Admits(8, again: false);

        Assert.False(_admission.Admits(7, again: false));
        Assert.True(_admission.Admits(7, again: true));
        Assert.False(_admission.Admits(2, again: false));
    }

    [Fact]
    public void Whoever_is_new_gets_in_where_hardly_anybody_comes_again()
    {
        _admission.Admits(8, again: false);

        Assert.True(_admission.Admits(1, again: false));
        Assert.False(_admission.Admits(7, again: false));
    }

    [Fact]
    public void When_nobody_waits_any_more_everybody_may_again()
    {
        _admission.Admits(8, again: false);
        _admission.Admits(0, again: false);

        Assert.True(_admission.Admits(7, again: false));
    }

    [Fact]
    public void A_single_place_is_everybodys_when_nobody_waits_for_it()
    {
        var single = new Admission(1);

        Assert.False(single.Admits(1, again: true));
        Assert.True(single.Admits(0, again: false));
    }
}
