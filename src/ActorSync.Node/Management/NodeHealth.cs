using ActorSync.Delivering;
using ActorSync.Engine;

namespace ActorSync.Node.Management;

/// <summary>Whether the node can take work in, and what it waits for (R26).</summary>
/// <param name="node">Its name.</param>
/// <param name="needed">Without which it takes nothing in.</param>
/// <param name="wanted">Without which it goes on, but not with everything.</param>
/// <param name="loads">How busy the ways to the parties are.</param>
internal sealed class NodeHealth(
    string node, IReadOnlyList<Dependency> needed, IReadOnlyList<Dependency> wanted, Func<IEnumerable<PartyLoad>> loads)
{
    private volatile bool _stopping;

    /// <summary>From now on the node is not ready: load balancers stop sending.</summary>
    public void Stopping() => _stopping = true;

    /// <summary>
    /// Ready while the store works and the shards are owned. A delay queue or a party that is away is told, but does not make
    /// the node refuse: what is accepted waits for it.
    /// </summary>
    public ReadyView Look()
    {
        List<CheckView> checks = [.. needed.Concat(wanted).Select(d => new CheckView(d.Name, d.Fault is null, d.Fault))];
        checks.AddRange(loads().Select(l => new CheckView($"party {l.Party}", l.Circuit is CircuitState.Closed, Holdup(l))));
        if (_stopping) checks.Add(new("this node", false, "it is stopping"));
        return new(!_stopping && needed.All(d => d.Fault is null), node, checks);
    }

    /// <summary>Why calls to a party do not leave; null when nothing holds them up.</summary>
    public string? Holdup(PartyId party) => loads().FirstOrDefault(l => l.Party == party) switch
    {
        { Circuit: not CircuitState.Closed } load => Holdup(load),
        { Waiting: > 0 } load => $"{load.InFlight} calls to {party} are under way, {load.Waiting} accounts wait for a place",
        _ => null,
    };

    private static string? Holdup(PartyLoad load) => load.Circuit switch
    {
        CircuitState.Closed => null,
        CircuitState.Open =>
            $"most calls to {load.Party} failed: no call for {Math.Max(0, load.OpenFor.GetValueOrDefault().TotalSeconds):0.0} s",
        _ => $"most calls to {load.Party} failed: one call is tried",
    };
}
