namespace ActorSync.Tests.Akka;

/// <summary>A clock that stands until the test moves it. Its timers are the machine's: the actors set none.</summary>
internal sealed class TestClock : TimeProvider
{
    private long _ticks = Some.Time.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
