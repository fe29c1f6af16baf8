namespace ActorSync.Delivering;

/// <summary>
/// Who may wait for a place. Everybody while there is room; once somebody was turned away, whoever is new only where few
/// wait, and the rest of the room is for those who come again, until nobody waits any more. Otherwise an overload that
/// lasts would give every place that comes free to somebody new. Not for several threads.
/// </summary>
/// <param name="most">Who may wait; from 1 up.</param>
internal sealed class Admission(int most)
{
    private bool _wasFull;

    /// <param name="waiting">How many wait now.</param>
    /// <param name="again">Whether whoever asks was turned away before, or goes on after a call.</param>
    public bool Admits(int waiting, bool again)
    {
        if (waiting >= most) _wasFull = true;
        else if (waiting == 0) _wasFull = false;
        return waiting < (_wasFull && !again ? most / 4 : most);
    }
}
