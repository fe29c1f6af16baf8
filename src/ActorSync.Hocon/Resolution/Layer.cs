using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>One of the things assigned to a location, the later ones lying over the earlier.</summary>
/// <param name="below">The index of the layer of the containing object from which this one comes.</param>
internal abstract class Layer(int below)
{
    internal int Below { get; } = below;

    /// <summary>Worked out once and kept, as the specification asks: two uses of one substitution never differ.</summary>
    internal Shape? Shape { get; set; }

    internal bool IsUnderWay { get; set; }

    internal virtual HoconOrigin? Origin => null;

    internal sealed class Written(Node node, int below) : Layer(below)
    {
        internal Node Node { get; } = node;

        internal override HoconOrigin? Origin => Node.Origin;

        /// <summary>What it refers to is sought among the layers under it, so that a field can build on its earlier value.</summary>
        internal bool LooksBack => Node is SubstitutionNode or ConcatenationNode or AppendNode;

        /// <summary>Under an object it is hidden, whatever it may turn out to be.</summary>
        internal bool IsNeverObject =>
            Node is LiteralNode or ArrayNode or AppendNode or ConcatenationNode { IsNeverObject: true };
    }

    /// <summary>What a substitution that stands for an object contributes to a field of it.</summary>
    internal sealed class Borrowed(Reference reference, IReadOnlyList<string> keys, int below) : Layer(below)
    {
        internal Reference Reference { get; } = reference;

        internal override HoconOrigin? Origin => Reference.Node.Origin;

        internal IReadOnlyList<string> Keys { get; } = keys;
    }

    /// <summary>The containing object was something else for a while: what it held before is gone.</summary>
    internal sealed class Wall(int below) : Layer(below);
}
