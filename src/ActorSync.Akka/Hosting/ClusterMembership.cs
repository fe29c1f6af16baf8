using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using ActorSync.Node.Management;
using Microsoft.AspNetCore.Http;

namespace ActorSync.Actors;

/// <summary>The members of the Akka.NET cluster, by address.</summary>
/// <param name="cluster">As this node sees it.</param>
/// <param name="region">The shard region.</param>
/// <param name="shards">How many shards there are.</param>
/// <param name="timeout">How long the other nodes are waited for.</param>
internal sealed class ClusterMembership(Cluster cluster, IActorRef region, int shards, TimeSpan timeout) : IMembership
{
    public MembersView Members()
    {
        var state = cluster.State;
        return new(
            cluster.SelfAddress.ToString(), state.Leader?.ToString() ?? "", Oldest(state)?.ToString() ?? "",
            [.. state.Unreachable.Select(m => m.Address.ToString())],
            [.. state.Members.Select(m => new MemberView(m.Address.ToString(), m.Status.ToString(), [.. m.Roles]))]);
    }

    public async Task<ShardsView> Shards(CancellationToken cancellation)
    {
        var stats = await region.Ask<ClusterShardingStats>(new GetClusterShardingStats(timeout), timeout * 2, cancellation);
        return new(shards, [.. stats.Regions.SelectMany(r => Ranges(r.Key.ToString(), r.Value.Stats.Keys))]);
    }

    public (int Status, string Message) Operate(string name, string operation)
    {
        if (cluster.State.Members.FirstOrDefault(m => m.Address.ToString() == name)?.Address is not { } address)
            return (StatusCodes.Status404NotFound, $"No member named {name}");
        switch (operation.ToLowerInvariant())
        {
            case "leave":
                cluster.Leave(address);
                return (StatusCodes.Status200OK, $"Leaving {name}");
            case "down":
                cluster.Down(address);
                return (StatusCodes.Status200OK, $"Downing {name}");
            default:
                return (StatusCodes.Status400BadRequest, "Expected operation=leave or operation=down");
        }
    }

    private static Address? Oldest(ClusterEvent.CurrentClusterState state) =>
        state.Members.Where(m => m.Status is MemberStatus.Up).OrderBy(m => m, Member.AgeOrdering).FirstOrDefault()?.Address;

    /// <summary>Neighbouring shards of one node as one range.</summary>
    private static IEnumerable<NodeShards> Ranges(string node, IEnumerable<string> hosted)
    {
        int? from = null, to = null;
        foreach (var shard in hosted.Select(s => int.Parse(s, CultureInfo.InvariantCulture)).Order())
        {
            if (to is { } last && shard != last + 1)
            {
                yield return new(node, from!.Value, last);
                from = null;
            }
            from ??= shard;
            to = shard;
        }
        if (to is { } end) yield return new(node, from!.Value, end);
    }
}
