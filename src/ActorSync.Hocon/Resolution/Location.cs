using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>
/// A place in the final document, with everything ever assigned to it. While a layer that looks back is worked out, the
/// location shows only the layers under it, and so do the locations inside.
/// </summary>
internal sealed class Location
{
    private readonly Location? _parent;
    private readonly string? _key;
    private readonly bool _isField;
    private readonly int _depth;
    private Dictionary<string, Location>? _fields;
    private Shape?[]? _shapes;
    private Shape?[]? _values;

    private Location(Location? parent, string? key, bool isField, int depth, IReadOnlyList<Layer> layers)
    {
        _parent = parent;
        _key = key;
        _isField = isField;
        _depth = depth;
        Layers = layers;
    }

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<Layer> Layers { get; }

    /// <summary>
    /// The full key, for faults; empty for the root. Inside an array it is that of the array: what the number of an element
    /// will be is known only when all arrays are joined.
    /// </summary>
    internal string Key
    {
        get
        {
            var keys = new Stack<string>();
            for (var at = this; at._parent is not null; at = at._parent)
                if (at._key is { } key)
                    keys.Push(key);
                else
                    keys.Clear();
            return keys.Count > 0 ? HoconPath.Of(keys).ToString() : "";
        }
    }

    /// <summary>Layers from this index on are out of sight.</summary>
    internal int Limit { get; set; } = int.MaxValue;

    /// <summary>The shapes and the finished values found so far, by the number of layers visible at the time.</summary>
    internal Shape?[] Shapes => _shapes ??= new Shape?[Layers.Count + 1];

    internal Shape?[] Values => _values ??= new Shape?[Layers.Count + 1];

    /// <summary>Something here that is not hidden may refer to what was assigned here before.</summary>
    internal bool BuildsOnItself
    {
        get
        {
            var builds = false;
            Layer? below = null;
            foreach (var layer in Layers)
            {
                var hides = layer is Layer.Wall or Layer.Written { Node: LiteralNode or ArrayNode };
                builds = !hides && (builds || (below is not (null or Layer.Wall) && layer is Layer.Written { LooksBack: true }));
                below = layer;
            }
            return builds;
        }
    }

    internal bool IsCutBack => Visible < Layers.Count;

    internal int Visible => Math.Min(VisibleInParent, Limit);

    /// <summary>This very field is being worked out, with less in sight than its object has.</summary>
    internal bool IsBeingWorkedOut => Limit < VisibleInParent;

    private int VisibleInParent
    {
        get
        {
            var visible = Layers.Count;
            if (!_isField)
                return visible;
            var parentVisible = _parent!.Visible;
            if (parentVisible == _parent.Layers.Count)
                return visible;
            while (visible > 0 && Layers[visible - 1].Below >= parentVisible)
                visible--;
            return visible;
        }
    }

    /// <summary>Where the topmost thing in sight was written.</summary>
    internal HoconOrigin Origin
    {
        get
        {
            for (var i = Visible - 1; i >= 0; i--)
                if (Layers[i].Origin is { } origin)
                    return origin;
            return HoconOrigin.None;
        }
    }

    internal static Location Root(IEnumerable<Node> nodes) =>
        new(null, null, false, 0, nodes.Select(node => new Layer.Written(node, 0)).ToArray());

    /// <summary>An element of an array that is written here, in some layer. No path leads to it.</summary>
    internal Location Element(Node node, int layer) => new(this, null, false, _depth + 1, [new Layer.Written(node, layer)]);

    /// <summary>A part of the value written here, looked at by itself.</summary>
    internal Location Part(Node node, int layer) => new(_parent, _key, false, _depth, [new Layer.Written(node, Layers[layer].Below)]);

    internal Location Field(string key)
    {
        _fields ??= new Dictionary<string, Location>(StringComparer.Ordinal);
        if (!_fields.TryGetValue(key, out var field))
        {
            field = new Location(this, key, true, _depth + 1, FieldLayers.Of(this, key));
            _fields.Add(key, field);
        }
        return field;
    }

    internal Location Descend(IEnumerable<string> keys) => keys.Aggregate(this, (location, key) => location.Field(key));

    /// <summary>This location or the one containing it at a depth.</summary>
    internal Location Enclosing(int depth)
    {
        var location = this;
        while (location._depth > depth)
            location = location._parent!;
        return location;
    }

    /// <summary>Whether something is out of sight here because of the location itself, rather than one that refers to it.</summary>
    internal bool IsCutBackBy(Location location)
    {
        for (var at = this; at is not null; at = at._parent)
            if (at == location && at.Limit < at.Layers.Count)
                return true;
        return false;
    }

    /// <summary>Shows a reference as much of this location as it is to see.</summary>
    /// <returns>What to give to <see cref="Restore"/> afterwards.</returns>
    internal IReadOnlyList<int> Show(View view, Reference reference)
    {
        var limits = new List<int>();
        for (var at = this; at is not null && view != View.Present; at = at._parent)
        {
            limits.Add(at.Limit);
            at.Limit = view == View.Forward ? int.MaxValue : Math.Min(at.Limit, LayerHolding(reference) ?? at.Limit);
            if (view == View.Back)
                break;
        }
        return limits;
    }

    internal void Restore(IReadOnlyList<int> limits)
    {
        var at = this;
        foreach (var limit in limits)
        {
            at!.Limit = limit;
            at = at._parent;
        }
    }

    /// <summary>The layer, if it is in sight, of which a reference is a part.</summary>
    internal int? LayerHolding(Reference reference)
    {
        var layer = reference.Layer;
        var inner = reference.Home;
        while (inner != this)
        {
            if (inner._parent is null)
                return null;
            layer = inner.Layers[layer].Below;
            inner = inner._parent;
        }
        return layer < Visible ? layer : null;
    }

    internal void Forget()
    {
        foreach (var layer in Layers)
            layer.Shape = null;
        _shapes = null;
    }
}
