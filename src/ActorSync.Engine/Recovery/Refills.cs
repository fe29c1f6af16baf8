namespace ActorSync.Engine;

/// <summary>Brings those for whom a receiver had no room, when it has some again.</summary>
/// <param name="context">What the sweep works with.</param>
/// <param name="begin">Begins a walk to a receiver's.</param>
/// <param name="cameIn">Hears that those who were woken have come in.</param>
internal sealed class Refills(SweepContext context, Func<PartyId, SweepPass> begin, Action cameIn)
{
    /// <summary>
    /// Of those who were left behind, a few of each shard in turn: they leave in about the order in which they came, and what the
    /// store keeps on one page is read and written together.
    /// </summary>
    private const int PageSize = 32;

    /// <summary>How long those who were woken are waited for: a shard that does not get on must not keep the others' out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<PartyId> _leftBehind = [];

    /// <summary>Walks to those whom a receiver had no room for: each goes on where its room ended.</summary>
    private readonly Dictionary<PartyId, (SweepPass Pass, WakeRound Round, long Began)> _walks = [];

    public bool IsAnyWanted
    {
        get
        {
            lock (_lock) return _leftBehind.Count + _walks.Count > 0;
        }
    }

    /// <summary>An account found no place at this receiver.</summary>
    /// <returns>Whether this is news.</returns>
    public bool LeftBehind(PartyId to)
    {
        lock (_lock) return _leftBehind.Add(to);
    }

    /// <summary>
    /// Walks on for the receivers that have room. Only when those who were woken last have come in does the room say whether
    /// there is more.
    /// </summary>
    /// <returns>False when there is none to walk for.</returns>
    public async Task<bool> GoOn(CancellationToken cancellation)
    {
        List<PartyId> ready;
        lock (_lock)
        {
            foreach (var (party, walk) in _walks)
                if (walk.Pass.IsOver && HasCome(walk.Round, walk.Began)) _walks.Remove(party);
            foreach (var party in _leftBehind.Where(p => context.Room(p) > 0 && MayBegin(p)).ToList()) Begin(party);
            ready = [.. _walks.Where(w => w.Value.Pass.CanGoOn && HasCome(w.Value.Round, w.Value.Began)).Select(w => w.Key)
                .Where(p => context.Room(p) > 0)];
        }
        foreach (var party in ready) await GoOn(party, cancellation);
        return ready.Count > 0;
    }

    /// <summary>As many as there is room for, but once around the shards at most: no receiver waits for what is another's.</summary>
    private async Task GoOn(PartyId party, CancellationToken cancellation)
    {
        var (pass, round) = (_walks[party].Pass, new WakeRound(cameIn));
        lock (_lock) _walks[party] = (pass, round, context.Runtime.Time.GetTimestamp());
        var enough = pass.Woken + context.Room(party);
        for (var shards = context.Settings.Shards; shards > 0 && pass.Woken < enough && pass.CanGoOn; shards--)
            await pass.Step((int)Math.Min(PageSize, enough - pass.Woken), enough - pass.Woken, round, cancellation);
    }

    /// <summary>Where somebody was left behind since a walk began, it is followed by another.</summary>
    private bool MayBegin(PartyId party) => !_walks.TryGetValue(party, out var walk) || !(walk.Pass.IsOver || walk.Pass.CanGoOn);

    private void Begin(PartyId party)
    {
        _leftBehind.Remove(party);
        if (_walks.TryGetValue(party, out var walk)) walk.Pass.LookAgain();
        else _walks.Add(party, (begin(party), new(cameIn), context.Runtime.Time.GetTimestamp()));
    }

    private bool HasCome(WakeRound round, long began) => round.IsOver || context.Runtime.Time.GetElapsedTime(began) >= Patience;
}
