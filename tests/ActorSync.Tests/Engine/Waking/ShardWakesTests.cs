using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Waking;

public sealed class ShardWakesTests
{
    private readonly ShardWakes _wakes;
    private int _signals;

    public ShardWakesTests() => _wakes = Wakes(shards: 2, inFlight: 8);

    [Fact]
    public void Each_shard_has_its_part_whatever_the_others_do()
    {
        Begin(0, 10);

        Assert.Equal(0, _wakes.Room(0));
        Assert.Equal(4, _wakes.Room(1));
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(8, 2, 4)]
    public void A_part_is_rounded_up(int inFlight, int shards, int part) => Assert.Equal(part, Wakes(shards, inFlight).Room(0));

    [Fact]
    public void A_shard_that_was_full_has_room_again_when_half_of_its_part_is_free_and_says_so_once()
    {
        Begin(0, 4);
        End(0, 1);
        Assert.Equal(0, _wakes.Room(0));
        Assert.Equal(0, _signals);

        End(0, 1);
        Assert.Equal(2, _wakes.Room(0));
        End(0, 2);
        Assert.Equal(4, _wakes.Room(0));
        Assert.Equal(1, _signals);
    }

    [Fact]
    public void A_shard_with_more_than_its_part_has_room_again_like_any_other()
    {
        Begin(0, 10);
        End(0, 7);
        Assert.Equal(0, _wakes.Room(0));

        End(0, 1);
        Assert.Equal(2, _wakes.Room(0));
    }

    [Fact]
    public void A_shard_that_was_never_full_says_nothing()
    {
        Begin(0, 3);
        Assert.Equal(1, _wakes.Room(0));
        Assert.True(_wakes.IsAnyUnfinished);

        End(0, 3);

        Assert.False(_wakes.IsAnyUnfinished);
        Assert.Equal(0, _signals);
    }

    private ShardWakes Wakes(int shards, int inFlight) =>
        new(SomeEngine.Settings with { Shards = shards, WakesInFlight = inFlight }, () => _signals++);

    private void Begin(int shard, int count)
    {
        for (var i = 0; i < count; i++) _wakes.Begin(shard);
    }

    private void End(int shard, int count)
    {
        for (var i = 0; i < count; i++) _wakes.End(shard);
    }
}
