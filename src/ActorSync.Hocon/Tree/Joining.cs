using System.Text;

namespace ActorSync.Hocon.Tree;

/// <summary>
/// Joins values that stand on one line, as far as that can be done without knowing what substitutions stand for. Runs are
/// gathered before they are joined: a line may hold a hundred thousand words.
/// </summary>
internal sealed class Joining
{
    internal const string Expected = "values that join: all text, all arrays, or all objects";

    private readonly List<Node> _joined = [];
    private readonly List<Node> _run = [];

    private Joining()
    {
    }

    internal static Node Join(IReadOnlyList<Node> pieces)
    {
        var joining = new Joining();
        foreach (var piece in pieces)
            joining.Add(piece);
        joining.Close();
        return joining._joined is [var single] ? single : new ConcatenationNode(joining._joined, pieces[0].Origin);
    }

    private void Add(Node piece)
    {
        switch (_run is [.., var last] ? last : null, piece)
        {
            // White space says nothing beside an object or an array.
            case (ObjectNode or ArrayNode, SpaceNode):
                return;
            case (SpaceNode, ObjectNode or ArrayNode) when _run.Count == 1:
                _run[0] = piece;
                return;
            case (LiteralNode or SpaceNode, ObjectNode or ArrayNode) or (ObjectNode or ArrayNode, LiteralNode):
                throw HoconException.At(piece.Origin, Expected, $"{Described(piece)} behind {Described(_run[0])}");
            case (LiteralNode or SpaceNode, LiteralNode or SpaceNode) or (ObjectNode, ObjectNode) or (ArrayNode, ArrayNode):
                break;
            default:
                Close();
                break;
        }
        _run.Add(piece);
    }

    private void Close()
    {
        if (_run.Count > 0)
            _joined.Add(_run.Count == 1 ? _run[0] : JoinRun());
        _run.Clear();
    }

    private Node JoinRun()
    {
        var origin = _run[0].Origin;
        switch (_run[0])
        {
            case ObjectNode merged:
                foreach (var piece in _run.Skip(1))
                    merged.AddAll((ObjectNode)piece);
                return merged;
            case ArrayNode:
                return new ArrayNode(_run.SelectMany(piece => ((ArrayNode)piece).Elements).ToArray(), origin);
            default:
                var text = new StringBuilder();
                foreach (var piece in _run)
                    text.Append(piece is SpaceNode space ? space.Text : ((LiteralNode)piece).Value.Text);
                return new LiteralNode(new HoconString(text.ToString(), origin));
        }
    }

    private static string Described(Node node) => node switch
    {
        LiteralNode literal => literal.Value.Described,
        SpaceNode => "white space",
        ArrayNode => "an array",
        _ => "an object",
    };
}
