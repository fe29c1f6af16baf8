using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>
/// Turns what was written into values. Everything is worked out when it is needed and only as far as it is needed, so that
/// objects may refer to each other's fields. Faults are gathered, and the rest is worked out all the same; a value that
/// depends on a faulty one adds none.
/// </summary>
internal sealed class Resolver
{
    private readonly Budget _budget = new();
    private readonly List<HoconFault> _faults = [];
    private readonly HashSet<(Location Location, int Visible)> _open = [];
    private readonly Finished _finished;
    private readonly Survey _survey;

    private Resolver(Func<string, string?> environment)
    {
        _finished = new Finished(_budget);
        _survey = new Survey(this, _finished, environment, _budget, _faults);
    }

    /// <param name="roots">The documents, the one that yields to all others first.</param>
    /// <param name="environment">Where a substitution is sought that the documents do not answer.</param>
    /// <param name="faults">Gets what is wrong, each once. Where it is, the value is a <see cref="HoconUnresolved"/>.</param>
    internal static HoconValue Resolve(IReadOnlyList<Node> roots, Func<string, string?> environment, ICollection<HoconFault> faults)
    {
        var resolver = new Resolver(environment);
        var root = Location.Root(roots);
        resolver.SettleHistories(root, roots);
        var value = resolver.Value(root);
        foreach (var fault in resolver._faults.Distinct())
            faults.Add(fault);
        return value switch
        {
            Shape.Leaf leaf => leaf.Value,
            _ when resolver._faults.Count > 0 => throw HoconException.Of(resolver._faults.Distinct()),
            _ => throw HoconException.At(root.Origin, "values that do not contain themselves", "a cycle"),
        };
    }

    /// <summary>The finished value: a leaf, nothing, failed or cyclic.</summary>
    internal Shape Value(Location location)
    {
        var visible = location.Visible;
        if (location.Values[visible] is { } known)
            return known;
        var shape = Sole(location, visible) is { } closed ? new Shape.Leaf(_finished.Of(closed)) : _survey.Look(location);
        if (shape is Shape.Branch branch)
            shape = Build(location, visible, branch);
        if (shape != Shape.Cyclic)
            location.Values[visible] = shape;
        return shape;
    }

    internal Shape Elements(IReadOnlyList<Node> nodes, Location location, int layer, HoconOrigin origin)
    {
        var elements = new List<HoconValue>();
        foreach (var node in nodes)
        {
            var shape = node.IsClosed ? new Shape.Leaf(_finished.Of(node)) : Value(location.Element(node, layer));
            if (shape == Shape.Cyclic)
                return shape;
            if (StandIn(shape, node.Origin) is { } value)
                elements.Add(value);
        }
        return new Shape.Leaf(new HoconArray(elements, origin));
    }

    /// <summary>
    /// Fields that build on their own earlier values go first. A reference that reaches such a field while it is built must
    /// see what came before, and sees it only if it is on the way; the specification leaves the order open.
    /// </summary>
    private void SettleHistories(Location location, IEnumerable<Node> nodes)
    {
        var objects = nodes.OfType<ObjectNode>().ToArray();
        foreach (var key in objects.SelectMany(node => node.Keys).Distinct())
        {
            var assigned = objects.SelectMany(node => node.Assigned(key)).ToArray();
            if (assigned.All(node => node.IsClosed))
                continue;
            var field = location.Field(key);
            if (field.BuildsOnItself)
                Value(field);
            else
                SettleHistories(field, assigned);
        }
    }

    private static Node? Sole(Location location, int visible) =>
        visible == 1 && location.Layers[0] is Layer.Written { Node.IsClosed: true } only ? only.Node : null;

    private Shape Build(Location location, int visible, Shape.Branch branch)
    {
        if (!_open.Add((location, visible)))
            return Shape.Cyclic;
        _budget.Enter(location.Origin);
        var shape = _survey.Finish(location, branch) ?? Fields(location, branch.Keys);
        _budget.Leave();
        _open.Remove((location, visible));
        // An optional substitution turned out to stand for nothing: look again without it.
        return shape == Shape.Nothing ? Value(location) : shape;
    }

    private Shape Fields(Location location, IReadOnlyList<string> keys)
    {
        var origin = location.Origin;
        var fields = new OrderedDictionary<string, HoconValue>(keys.Count);
        foreach (var key in keys)
        {
            var field = location.Field(key);
            var shape = field.IsBeingWorkedOut ? Shape.Cyclic : Value(field);
            if (shape == Shape.Cyclic)
                return shape;
            if (StandIn(shape, field.Origin) is not { } value)
                continue;
            _budget.Charge(origin, key.Length);
            fields.Add(key, value);
        }
        return new Shape.Leaf(new HoconObject(fields, origin));
    }

    /// <summary>The value; of a faulty one what stands in for it; null: there is none.</summary>
    private static HoconValue? StandIn(Shape shape, HoconOrigin origin) =>
        shape is Shape.Leaf leaf ? leaf.Value : shape == Shape.Failed ? new HoconUnresolved(origin) : null;
}
