using System.Text;
using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>Joins the pieces of a value once it is known what the substitutions among them stand for.</summary>
internal sealed class Concatenation(
    Resolver resolver, Survey survey, References references, Budget budget, List<HoconFault> faults)
{
    private readonly record struct Piece(Node Node, Shape Shape);

    /// <summary><c>+=</c>: the location shows what the field held before.</summary>
    internal Shape Append(AppendNode append, Location location, int layer)
    {
        var before = survey.Look(location) is Shape.Branch ? resolver.Value(location) : survey.Look(location);
        if (before == Shape.Failed || before == Shape.Cyclic)
            return before;
        var added = resolver.Elements(append.Elements, location, layer, append.Origin);
        if (before == Shape.Nothing || added is not Shape.Leaf { Value: HoconArray elements })
            return added;
        return Elements(before) is { } earlier
            ? Array([.. earlier.Elements, .. elements.Elements], append.Origin)
            : Refused(location, append.Origin, "an array before +=", before);
    }

    internal Shape Join(ConcatenationNode node, Location location, int layer)
    {
        var pieces = new List<Piece>();
        foreach (var piece in node.Pieces)
        {
            var shape = Look(piece, location, layer);
            if (shape == Shape.Failed || shape == Shape.Cyclic)
                return shape;
            if (shape != Shape.Nothing)
                pieces.Add(new Piece(piece, shape));
        }
        if (pieces.Exists(piece => piece.Shape is Shape.Leaf { Value: HoconArray }))
            return JoinArrays(node, pieces, location, layer);
        return pieces.Exists(piece => piece.Shape is Shape.Branch) ? JoinObjects(node, pieces, location) : JoinText(node, pieces);
    }

    private Shape Look(Node piece, Location location, int layer) => piece switch
    {
        SubstitutionNode substitution => references.Look(new Reference(substitution, location, layer)),
        SpaceNode space => new Shape.Leaf(new HoconString(space.Text, space.Origin)),
        _ => survey.Look(location, piece, layer),
    };

    private Shape JoinText(ConcatenationNode node, List<Piece> pieces)
    {
        if (pieces.Count == 0)
            return Shape.Nothing;
        if (pieces is [{ Node: not SpaceNode } only])
            return only.Shape;
        var text = new StringBuilder();
        foreach (var piece in pieces)
            text.Append(((Shape.Leaf)piece.Shape).Value.Text);
        budget.Charge(node.Origin, text.Length);
        return new Shape.Leaf(new HoconString(text.ToString(), node.Origin));
    }

    private Shape JoinObjects(ConcatenationNode node, List<Piece> pieces, Location location)
    {
        var branches = new List<Shape.Branch>();
        foreach (var piece in pieces.Where(piece => piece.Node is not SpaceNode).Reverse())
        {
            if (piece.Shape is not Shape.Branch branch)
                return Refused(location, node.Origin, Joining.Expected, piece.Shape, "an object");
            branches.Add(branch);
        }
        return Survey.Merge(branches);
    }

    /// <summary>Objects with numbers for keys count as arrays here; neighbouring ones are one object first.</summary>
    private Shape JoinArrays(ConcatenationNode node, List<Piece> pieces, Location location, int layer)
    {
        var elements = new List<HoconValue>();
        var rest = new Queue<Piece>(pieces.Where(piece => piece.Node is not SpaceNode));
        while (rest.Count > 0)
        {
            var shape = rest.Peek().Shape is Shape.Branch ? resolver.Value(location.Part(Objects(rest), layer)) : rest.Dequeue().Shape;
            if (shape == Shape.Cyclic)
                return shape;
            if (Elements(shape) is not { } array)
                return Refused(location, node.Origin, Joining.Expected, shape, "an array");
            elements.AddRange(array.Elements);
        }
        return Array(elements, node.Origin);
    }

    /// <summary>The objects at the head of a line of pieces, as one value.</summary>
    private static Node Objects(Queue<Piece> rest)
    {
        var objects = new List<Node>();
        while (rest.TryPeek(out var piece) && piece.Shape is Shape.Branch)
            objects.Add(rest.Dequeue().Node);
        return objects is [var only] ? only : new ConcatenationNode(objects, objects[0].Origin);
    }

    private static HoconArray? Elements(Shape shape) => shape switch
    {
        Shape.Leaf { Value: HoconArray array } => array,
        Shape.Leaf { Value: HoconObject fields } => NumberedKeys.ToArray(fields),
        _ => null,
    };

    private static Shape.Leaf Array(IReadOnlyList<HoconValue> elements, HoconOrigin origin) => new(new HoconArray(elements, origin));

    private Shape Refused(Location location, HoconOrigin origin, string expected, Shape shape, string? beside = null)
    {
        if (shape == Shape.Failed)
            return shape;
        var found = shape is Shape.Leaf leaf ? leaf.Value.Described : "an object";
        faults.Add(new(origin, location.Key, expected, beside is null ? found : $"{found} beside {beside}"));
        return Shape.Failed;
    }
}
