namespace ActorSync.Node.Management;

/// <summary>A node alone: its only member is itself.</summary>
/// <param name="node">Its name.</param>
/// <param name="shards">How many shards there are.</param>
/// <param name="leave">Begins a graceful stop.</param>
internal sealed class OwnMembership(string node, int shards, Action leave) : IMembership
{
    private volatile bool _leaving;

    public MembersView Members() => new(node, node, node, [], [new(node, _leaving ? "Leaving" : "Up", [])]);

    public Task<ShardsView> Shards(CancellationToken cancellation) => Task.FromResult(new ShardsView(shards, [new(node, 0, shards - 1)]));

    public (int Status, string Message) Operate(string name, string operation)
    {
        if (name != node) return (StatusCodes.Status404NotFound, $"No member named {name}");
        if (operation.ToLowerInvariant() is not ("leave" or "down"))
            return (StatusCodes.Status400BadRequest, "Expected operation=leave or operation=down");
        _leaving = true;
        leave();
        return (StatusCodes.Status200OK, $"Leaving {name}");
    }
}
