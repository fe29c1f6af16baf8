namespace ActorSync.Engine;

/// <summary>Wakes of which somebody wants to know when all are done with.</summary>
/// <param name="over">Called whenever none is left.</param>
internal sealed class WakeRound(Action over)
{
    private int _left;

    public bool IsOver => Volatile.Read(ref _left) == 0;

    public void Begin() => Interlocked.Increment(ref _left);

    public void End()
    {
        if (Interlocked.Decrement(ref _left) == 0) over();
    }
}
