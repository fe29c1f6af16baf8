using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>Finds the shapes of values: as much as can be said without working out the fields of objects.</summary>
internal sealed class Survey
{
    private readonly Resolver _resolver;
    private readonly Finished _finished;
    private readonly Budget _budget;
    private readonly References _references;
    private readonly Concatenation _concatenation;

    internal Survey(Resolver resolver, Finished finished, Func<string, string?> environment, Budget budget, List<HoconFault> faults)
    {
        _resolver = resolver;
        _finished = finished;
        _budget = budget;
        _references = new References(resolver, this, environment, budget, faults);
        _concatenation = new Concatenation(resolver, this, _references, budget, faults);
    }

    internal Shape Look(Location location)
    {
        var visible = location.Visible;
        if (location.Shapes[visible] is { } known)
            return known;
        _budget.Enter(location.Origin);
        var shape = Look(location, visible);
        _budget.Leave();
        if (shape != Shape.Cyclic)
            location.Shapes[visible] = shape;
        return shape;
    }

    /// <summary>The shape of a value that is written out at a location.</summary>
    internal Shape Look(Location location, Node node, int layer) => node switch
    {
        ObjectNode fields => new Shape.Branch(fields.Keys, [], HasOwnFields: true),
        ArrayNode array => _resolver.Elements(array.Elements, location, layer, array.Origin),
        LiteralNode literal => new Shape.Leaf(_finished.Of(literal)),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no value by itself."),
    };

    /// <inheritdoc cref="References.Finish"/>
    internal Shape? Finish(Location location, Shape.Branch branch) => _references.Finish(location, branch);

    /// <param name="branches">The one that overrides the others first.</param>
    internal static Shape Merge(List<Shape.Branch> branches)
    {
        if (branches is [] or [_])
            return branches.Count == 0 ? Shape.Nothing : branches[0];
        return new Shape.Branch(
            branches.AsEnumerable().Reverse().SelectMany(branch => branch.Keys).Distinct().ToArray(),
            branches.SelectMany(branch => branch.Targets).ToArray(),
            HasOwnFields: true);
    }

    private Shape Look(Location location, int visible)
    {
        var branches = new List<Shape.Branch>();
        for (var i = visible - 1; i >= 0; i--)
        {
            if (branches.Count > 0 && location.Layers[i] is Layer.Written { IsNeverObject: true })
                break;
            _budget.Charge(location.Origin, Limits.StepSize);
            var shape = Look(location, location.Layers[i], i);
            if (shape is Shape.Branch branch)
                branches.Add(branch);
            else if (shape == Shape.Failed || shape == Shape.Cyclic)
                return shape;
            else if (shape != Shape.Nothing && branches.Count == 0)
                return shape == Shape.Wall ? Shape.Nothing : shape;
            else if (shape != Shape.Nothing)
                break;
        }
        return Merge(branches);
    }

    private Shape Look(Location location, Layer layer, int index)
    {
        if (layer.Shape is { } known)
            return known;
        if (layer.IsUnderWay)
            return Shape.Cyclic;
        layer.IsUnderWay = true;
        var shape = layer switch
        {
            Layer.Written { LooksBack: true } written => LookBack(location, written.Node, index),
            Layer.Written written => Look(location, written.Node, index),
            Layer.Borrowed borrowed => _references.Look(borrowed),
            _ => Shape.Wall,
        };
        layer.IsUnderWay = false;
        if (shape != Shape.Cyclic)
            layer.Shape = shape;
        return shape;
    }

    private Shape LookBack(Location location, Node node, int index)
    {
        var limit = location.Limit;
        location.Limit = Math.Min(limit, index);
        var shape = node switch
        {
            SubstitutionNode substitution => _references.Look(new Reference(substitution, location, index)),
            ConcatenationNode concatenation => _concatenation.Join(concatenation, location, index),
            _ => _concatenation.Append((AppendNode)node, location, index),
        };
        location.Limit = limit;
        return shape;
    }
}
