namespace ActorSync.Node.Simulation;

/// <summary>What the party knows of one registration. Written under its shard's lock; <see cref="Held"/> is read without.</summary>
internal sealed class HeldRegistration
{
    private NewestReport[] _newest = [];
    private volatile PartyRecord? _held;

    /// <summary>Null before the first record, and while cancelled.</summary>
    public PartyRecord? Held => _held;

    /// <summary>The party's own count of its changes: the revision of what it reports itself.</summary>
    public long OwnRevision { get; private set; }

    public NewestReport? NewestOf(string origin)
    {
        foreach (var report in _newest)
            if (report.Record.Origin == origin) return report;
        return null;
    }

    public void Take(PartyRecord record, NewestReport report)
    {
        _held = record;
        OwnRevision++;
        for (var i = 0; i < _newest.Length; i++)
        {
            if (_newest[i].Record.Origin != record.Origin) continue;
            if (record.Revision >= _newest[i].Record.Revision) _newest[i] = report;
            return;
        }
        _newest = [.. _newest, report];
    }

    public void Cancel()
    {
        _held = null;
        OwnRevision++;
    }
}
