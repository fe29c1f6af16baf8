using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>
/// What is known of a value. For an object that is no more than its keys: a substitution must be able to reach into an
/// object of which other fields are still being worked out.
/// </summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>There is no value: nothing was written, or only optional substitutions that stand for nothing.</summary>
    internal static Shape Nothing { get; } = new NothingShape();

    /// <summary>A fault was recorded on the way; whoever depends on this value adds none of his own.</summary>
    internal static Shape Failed { get; } = new FailedShape();

    /// <summary>The value needs itself.</summary>
    internal static Shape Cyclic { get; } = new CyclicShape();

    /// <summary>Below here nothing shines through, and here there is nothing either.</summary>
    internal static Shape Wall { get; } = new WallShape();

    internal sealed record Leaf(HoconValue Value) : Shape;

    /// <param name="Keys">In the order in which they were first written.</param>
    /// <param name="Targets">The objects that substitutions contribute.</param>
    /// <param name="HasOwnFields">There is more to it than one object that a substitution points at.</param>
    internal sealed record Branch(IReadOnlyList<string> Keys, IReadOnlyList<Target> Targets, bool HasOwnFields) : Shape;

    private sealed record NothingShape : Shape;

    private sealed record FailedShape : Shape;

    private sealed record CyclicShape : Shape;

    private sealed record WallShape : Shape;
}

/// <summary>An object that a substitution points at, as far as it sees it.</summary>
internal sealed record Target(Location Location, View View, Reference Reference);

/// <summary>How much of a location a reference sees.</summary>
internal enum View
{
    /// <summary>What is in sight at the time.</summary>
    Present,

    /// <summary>
    /// Everything. Looking back is a means against cycles: where it finds nothing, and the cycle does not close after all, the
    /// final value is the one to use.
    /// </summary>
    Forward,

    /// <summary>What the location held before the value of which the reference is a part.</summary>
    Back,
}

/// <summary>A substitution and where it stands: it does not see that layer, nor what overrides it.</summary>
internal sealed record Reference(SubstitutionNode Node, Location Home, int Layer)
{
    /// <summary>Takes that layer and what lies over it out of sight.</summary>
    /// <returns>What to give to <see cref="Reveal"/> afterwards.</returns>
    internal int Hide()
    {
        var limit = Home.Limit;
        Home.Limit = Math.Min(limit, Layer);
        return limit;
    }

    internal void Reveal(int limit) => Home.Limit = limit;
}
