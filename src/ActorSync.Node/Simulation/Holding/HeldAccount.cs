namespace ActorSync.Node.Simulation;

/// <summary>One account: its registrations, and the calls about it that are in flight. Used under its shard's lock.</summary>
internal sealed class HeldAccount
{
    // Few to an account: looking through them is faster, and smaller, than a table.
    private (string Meeting, HeldRegistration Registration)[] _registrations = [];
    private Call? _inFlight;

    public ReadOnlySpan<(string Meeting, HeldRegistration Registration)> Registrations => _registrations;

    public HeldRegistration? Find(string meeting)
    {
        foreach (var (name, registration) in _registrations)
            if (name == meeting) return registration;
        return null;
    }

    public HeldRegistration FindOrAdd(string meeting)
    {
        if (Find(meeting) is { } found) return found;
        var added = new HeldRegistration();
        _registrations = [.. _registrations, (meeting, added)];
        return added;
    }

    public void Enter(Call call)
    {
        for (var other = _inFlight; other is not null; other = other.Beside) (other.Overlapping ??= []).Add(call);
        (call.Beside, _inFlight) = (_inFlight, call);
    }

    /// <returns>The calls that began while this one was in flight; null: none.</returns>
    public List<Call>? Leave(Call call)
    {
        if (_inFlight == call) _inFlight = call.Beside;
        else
            for (var other = _inFlight; other is not null; other = other.Beside)
                if (other.Beside == call) other.Beside = call.Beside;
        call.Beside = null;
        var later = call.Overlapping;
        call.Overlapping = null;
        return later;
    }
}
