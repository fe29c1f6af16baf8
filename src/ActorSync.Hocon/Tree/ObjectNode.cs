namespace ActorSync.Hocon.Tree;

/// <summary>
/// Fields, each with everything ever assigned to it, oldest first. What can no longer be seen is dropped on the way: nothing
/// shines through text, numbers and arrays. Grows while its file is parsed and is left alone afterwards.
/// </summary>
internal sealed class ObjectNode(HoconOrigin origin) : Node(origin)
{
    private readonly OrderedDictionary<string, List<Node>> _fields = [];
    private bool? _closed;

    internal IReadOnlyList<string> Keys => _fields.Keys;

    internal override bool IsClosed => _closed ??= _fields.Values.All(assigned => assigned.TrueForAll(node => node.IsClosed));

    internal IReadOnlyList<Node> Assigned(string key) => _fields.GetValueOrDefault(key) ?? (IReadOnlyList<Node>)[];

    internal void Add(ReadOnlySpan<string> path, Node node)
    {
        var holder = this;
        foreach (var key in path[..^1])
            holder = holder.Nested(key, node.Origin);
        holder.Add(path[^1], node);
    }

    internal void Add(string key, Node node)
    {
        _closed = null;
        if (!_fields.TryGetValue(key, out var field))
            _fields.Add(key, [node]);
        else if (!TryMerge(field, node))
            Stack(field, node);
    }

    internal void AddAll(ObjectNode other)
    {
        foreach (var (key, field) in other._fields)
            foreach (var node in field)
                Add(key, node);
    }

    private ObjectNode Nested(string key, HoconOrigin origin)
    {
        _closed = null;
        if (_fields.TryGetValue(key, out var field) && field[^1] is ObjectNode existing)
            return existing;
        var nested = new ObjectNode(origin);
        Add(key, nested);
        return nested;
    }

    private static bool TryMerge(List<Node> field, Node node)
    {
        switch (field[^1], node)
        {
            case (ObjectNode below, ObjectNode above):
                below.AddAll(above);
                return true;
            case (AppendNode below, AppendNode above):
                return below.TryExtend(above);
            default:
                return false;
        }
    }

    private static void Stack(List<Node> field, Node node)
    {
        if (node is LiteralNode or ArrayNode)
            field.Clear();
        field.Add(node);
    }
}
