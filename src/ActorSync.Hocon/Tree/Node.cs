namespace ActorSync.Hocon.Tree;

/// <summary>What a file says, before it is known what its substitutions stand for.</summary>
internal abstract class Node(HoconOrigin origin)
{
    internal HoconOrigin Origin { get; } = origin;

    /// <summary>Nothing in here refers to anything: the value stands whatever else the configuration says.</summary>
    internal abstract bool IsClosed { get; }
}

internal sealed class LiteralNode(HoconValue value) : Node(value.Origin)
{
    internal HoconValue Value { get; } = value;

    internal override bool IsClosed => true;
}

internal sealed class ArrayNode(IReadOnlyList<Node> elements, HoconOrigin origin) : Node(origin)
{
    internal IReadOnlyList<Node> Elements { get; } = elements;

    internal override bool IsClosed { get; } = elements.All(element => element.IsClosed);
}

/// <summary><c>${path}</c></summary>
/// <param name="path">As written.</param>
/// <param name="optional"><c>${?path}</c>: it may stand for nothing.</param>
/// <param name="list"><c>${path[]}</c>: outside the configuration, look for <c>path_0</c>, <c>path_1</c> and so on.</param>
/// <param name="scopes">
/// The depths at which the path may start, tried in order: where the file was included, where the including file was, and
/// so on up to the root, 0.
/// </param>
/// <param name="origin">Where it stands.</param>
internal sealed class SubstitutionNode(HoconPath path, bool optional, bool list, IReadOnlyList<int> scopes, HoconOrigin origin)
    : Node(origin)
{
    internal HoconPath Path { get; } = path;

    internal bool Optional { get; } = optional;

    internal bool List { get; } = list;

    internal IReadOnlyList<int> Scopes { get; } = scopes;

    internal override bool IsClosed => false;

    public override string ToString() => $"${{{(Optional ? "?" : "")}{Path}{(List ? "[]" : "")}}}";
}

/// <summary>White space between two substitutions: part of the text if they turn out to be text, and nothing otherwise.</summary>
internal sealed class SpaceNode(string text, HoconOrigin origin) : Node(origin)
{
    internal string Text { get; } = text;

    internal override bool IsClosed => true;
}

/// <summary>Values on one line that make up one value, as far as they could not be joined already.</summary>
internal sealed class ConcatenationNode(IReadOnlyList<Node> pieces, HoconOrigin origin) : Node(origin)
{
    internal IReadOnlyList<Node> Pieces { get; } = pieces;

    internal override bool IsClosed => false;

    /// <summary>Whatever the substitutions in it stand for, it cannot become an object.</summary>
    internal bool IsNeverObject => Pieces.Any(piece => piece is LiteralNode or ArrayNode);
}

/// <summary><c>+=</c>: elements behind whatever the field held before.</summary>
internal sealed class AppendNode(Node element, HoconOrigin origin) : Node(origin)
{
    private readonly List<Node> _elements = [element];

    internal IReadOnlyList<Node> Elements => _elements;

    internal override bool IsClosed => false;

    /// <summary>Takes in a later <c>+=</c>, so that a long run of them is one step to resolve.</summary>
    internal bool TryExtend(AppendNode later)
    {
        // What refers to something may refer to this very field, as it was at that step.
        if (!_elements[^1].IsClosed || !later._elements.TrueForAll(appended => appended.IsClosed))
            return false;
        _elements.AddRange(later._elements);
        return true;
    }
}
