using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Waking;

public sealed class TimedSignalTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly TimedSignal _signal;

    public TimedSignalTests() => _signal = new(_time);

    public void Dispose() => _signal.Dispose();

    [Fact]
    public async Task A_wait_ends_when_set_and_is_not_set_afterwards()
    {
        var waiting = _signal.Wait(Second);
        _signal.Set();
        await waiting;

        Assert.False(_signal.Wait(Second).IsCompleted);
    }

    [Fact]
    public void Set_while_nobody_waits_it_is_remembered_and_its_time_does_not_begin()
    {
        _signal.Set();
        Assert.True(_signal.Wait(Second).IsCompleted);
        _time.Advance(Second);

        Assert.False(_signal.Wait(Second).IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over()
    {
        var waiting = _signal.Wait(Second);

        _time.Advance(Second);

        await waiting;
    }

    /// <summary>
    /// A queue that is away sets the signal with all that it cannot take: a loop that waited for the
    /// signal after a fault ran without a pause.
    /// </summary>
    [Fact]
    public async Task A_rest_lasts_its_time_whatever_is_set()
    {
        var resting = _signal.Rest(Second, default);
        _signal.Set();
        _time.Advance(Second / 2);
        Assert.False(resting.IsCompleted);

        _time.Advance(Second / 2);

        await resting;
    }

    [Fact]
    public async Task A_rest_ends_with_its_loop()
    {
        using var stop = new CancellationTokenSource();
        var resting = _signal.Rest(Second, stop.Token);

        await stop.CancelAsync();

        await resting;
    }
}
