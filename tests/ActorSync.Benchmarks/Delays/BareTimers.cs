namespace ActorSync.Benchmarks.Delays;

/// <summary>
/// The baseline: a timer of .NET for each call. Nothing is kept: a restart would lose them all. Its clock is coarse, so that some
/// are early by a few milliseconds; the node's never are.
/// </summary>
internal static class BareTimers
{
    /// <summary>Starts them all; returns when all are pending.</summary>
    public static IDisposable Start(Schedule schedule, BareCalls calls)
    {
        var timers = new List<ITimer>(schedule.Count);
        for (var i = 0; i < schedule.Count; i++)
        {
            var call = i;
            var wait = schedule.At(i) - TimeProvider.System.GetUtcNow();
            timers.Add(TimeProvider.System.CreateTimer(
                _ => calls.Begin(call), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
        return new All(timers);
    }

    private sealed class All(List<ITimer> timers) : IDisposable
    {
        public void Dispose()
        {
            foreach (var timer in timers) timer.Dispose();
        }
    }
}
