using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>Finds what substitutions stand for.</summary>
internal sealed class References(
    Resolver resolver, Survey survey, Func<string, string?> environment, Budget budget, List<HoconFault> faults)
{
    private readonly Surroundings _surroundings = new(environment);
    private readonly List<SubstitutionNode> _underWay = [];

    /// <summary>Optional substitutions found to lead back to themselves: they stand for nothing.</summary>
    private readonly HashSet<SubstitutionNode> _dropped = [];

    /// <summary>What a substitution stands for, where it is all or part of a value.</summary>
    internal Shape Look(Reference reference) => Contribution(Find(reference), reference);

    /// <summary>What a substitution, standing for an object, contributes to a field of that object.</summary>
    internal Shape Look(Layer.Borrowed borrowed)
    {
        var limit = borrowed.Reference.Hide();
        var sight = Find(borrowed.Reference);
        foreach (var key in borrowed.Keys)
        {
            if (sight.Shape is Shape.Leaf)
                sight = sight with { Shape = Shape.Wall };
            if (sight.Shape is not Shape.Branch)
                break;
            sight = Look(sight.Location!.Field(key), sight.View, borrowed.Reference);
        }
        if (sight.Shape == Shape.Cyclic)
            sight = sight with { Shape = Missing(borrowed.Reference, circular: true) };
        borrowed.Reference.Reveal(limit);
        return Contribution(sight, borrowed.Reference);
    }

    /// <summary>
    /// Works out the objects that substitutions contribute to a value. Null when fields remain to be put together, nothing
    /// when a substitution had to be dropped.
    /// </summary>
    internal Shape? Finish(Location location, Shape.Branch branch)
    {
        foreach (var target in branch.Targets)
        {
            var shape = WorkOut(target);
            if (shape == Shape.Failed)
                return shape;
            if (shape == Shape.Nothing && _dropped.Add(target.Reference.Node))
            {
                target.Reference.Home.Forget();
                location.Forget();
                return shape;
            }
            if (!branch.HasOwnFields)
                return Counted(shape, target.Reference);
        }
        return null;
    }

    private Shape WorkOut(Target target)
    {
        var limit = target.Reference.Hide();
        var limits = target.Location.Show(target.View, target.Reference);
        _underWay.Add(target.Reference.Node);
        var shape = resolver.Value(target.Location);
        if (shape == Shape.Cyclic)
            shape = Missing(target.Reference, circular: true);
        _underWay.RemoveAt(_underWay.Count - 1);
        target.Location.Restore(limits);
        target.Reference.Reveal(limit);
        return shape;
    }

    private Sight Find(Reference reference)
    {
        if (_dropped.Contains(reference.Node))
            return Sight.Nothing;
        _underWay.Add(reference.Node);
        var sight = FindInside(reference, out var circular);
        if (sight.Shape == Shape.Nothing && _surroundings.Find(reference.Node) is { } value)
            sight = sight with { Shape = new Shape.Leaf(value) };
        if (sight.Shape == Shape.Nothing)
            sight = sight with { Shape = Missing(reference, circular) };
        _underWay.RemoveAt(_underWay.Count - 1);
        return sight;
    }

    private Sight FindInside(Reference reference, out bool circular)
    {
        circular = false;
        foreach (var scope in reference.Node.Scopes)
        {
            var location = reference.Home.Enclosing(scope).Descend(reference.Node.Path.Keys);
            var sight = Find(location, reference);
            if (sight.Shape != Shape.Nothing && sight.Shape != Shape.Cyclic)
                return sight;
            circular |= sight.Shape == Shape.Cyclic || location.IsCutBack;
        }
        return Sight.Nothing;
    }

    private Sight Find(Location location, Reference reference)
    {
        // What contains the substitution cannot be what it stands for, unless it means what was there before.
        if (location.LayerHolding(reference) is { } layer)
            return location.Layers[layer] is Layer.Written { LooksBack: true }
                ? Look(location, View.Back, reference)
                : new Sight(location, Shape.Cyclic, View.Present);
        var sight = Look(location, View.Present, reference);
        return sight.Shape == Shape.Nothing && location.IsCutBack && !location.IsCutBackBy(reference.Home)
            ? Look(location, View.Forward, reference)
            : sight;
    }

    private Sight Look(Location location, View view, Reference reference)
    {
        var limits = location.Show(view, reference);
        var shape = survey.Look(location);
        location.Restore(limits);
        return new Sight(location, shape, view);
    }

    private Shape Contribution(Sight sight, Reference reference) => sight.Shape is Shape.Branch branch
        ? new Shape.Branch(branch.Keys, [new Target(sight.Location!, sight.View, reference)], HasOwnFields: false)
        : Counted(sight.Shape, reference);

    /// <summary>A value that is shared counts as often as it is written out in the end.</summary>
    private Shape Counted(Shape shape, Reference reference)
    {
        if (shape is Shape.Leaf leaf)
            budget.Charge(reference.Node.Origin, leaf.Value.Size);
        return shape;
    }

    private Shape Missing(Reference reference, bool circular)
    {
        var node = reference.Node;
        if (node.Optional)
            return Shape.Nothing;
        var found = circular
            ? "a cyclic reference: the cycle " + string.Join(" → ", _underWay)
            : "none in the configuration or the environment";
        faults.Add(new(node.Origin, reference.Home.Key, $"a value for {node}", found));
        return Shape.Failed;
    }

    /// <param name="Location">Null for what was found outside the configuration.</param>
    /// <param name="Shape">What stands there.</param>
    /// <param name="View">How much of the location was in sight.</param>
    private readonly record struct Sight(Location? Location, Shape Shape, View View)
    {
        internal static Sight Nothing { get; } = new(null, Shape.Nothing, View.Present);
    }
}
