using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Waking;

public sealed class SignalTests
{
    private readonly Signal _signal = new();

    [Fact]
    public async Task A_wait_ends_when_set_and_is_not_set_afterwards()
    {
        var waiting = _signal.Wait();
        _signal.Set();
        await waiting;

        Assert.False(_signal.Wait().IsCompleted);
    }

    [Fact]
    public void Set_while_nobody_waits_is_remembered_once()
    {
        _signal.Set();
        _signal.Set();

        Assert.True(_signal.Wait().IsCompleted);
        Assert.False(_signal.Wait().IsCompleted);
    }
}
