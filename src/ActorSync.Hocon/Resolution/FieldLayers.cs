using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>What the layers of an object assign to one of its fields.</summary>
internal static class FieldLayers
{
    internal static List<Layer> Of(Location location, string key)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < location.Layers.Count; i++)
        {
            switch (location.Layers[i])
            {
                case Layer.Written written:
                    Add(layers, location, written.Node, key, i);
                    break;
                case Layer.Borrowed borrowed:
                    layers.Add(new Layer.Borrowed(borrowed.Reference, [.. borrowed.Keys, key], i));
                    break;
                default:
                    layers.Add(new Layer.Wall(i));
                    break;
            }
        }
        return layers;
    }

    private static void Add(List<Layer> layers, Location location, Node node, string key, int index)
    {
        switch (node)
        {
            case ObjectNode fields:
                layers.AddRange(fields.Assigned(key).Select(assigned => new Layer.Written(assigned, index)));
                break;
            case SubstitutionNode substitution:
                layers.Add(new Layer.Borrowed(new Reference(substitution, location, index), [key], index));
                break;
            case ConcatenationNode { IsNeverObject: false } concatenation:
                foreach (var piece in concatenation.Pieces.Where(piece => piece is not SpaceNode))
                    Add(layers, location, piece, key, index);
                break;
            default:
                layers.Add(new Layer.Wall(index));
                break;
        }
    }
}
