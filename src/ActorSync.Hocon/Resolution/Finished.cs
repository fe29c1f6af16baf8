using ActorSync.Hocon.Tree;

namespace ActorSync.Hocon.Resolution;

/// <summary>The value of a node that refers to nothing: read off, without the machinery that references need.</summary>
internal sealed class Finished(Budget budget)
{
    internal HoconValue Of(Node closed)
    {
        switch (closed)
        {
            case LiteralNode literal:
                budget.Charge(literal.Origin, literal.Value.Size);
                return literal.Value;
            case ArrayNode array:
                budget.Charge(array.Origin, Limits.ValueSize);
                return new HoconArray(array.Elements.Select(Of).ToArray(), array.Origin);
            case ObjectNode fields:
                budget.Charge(fields.Origin, Limits.ValueSize);
                return new HoconObject(Fields(fields), fields.Origin);
            default:
                throw new InvalidOperationException($"{closed.GetType().Name} is not closed.");
        }
    }

    private OrderedDictionary<string, HoconValue> Fields(ObjectNode node)
    {
        var fields = new OrderedDictionary<string, HoconValue>(node.Keys.Count);
        foreach (var key in node.Keys)
        {
            budget.Charge(node.Origin, key.Length);
            // Objects side by side are one already, and everything else hides what is under it.
            fields.Add(key, Of(node.Assigned(key)[^1]));
        }
        return fields;
    }
}
