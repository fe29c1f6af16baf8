using System.Text.Json.Nodes;
using ActorSync.Node.Commands;

namespace ActorSync.Node.Load;

/// <summary>Asks a node what has become of a step. A node that is away or busy is asked again for as long as the patience lasts.</summary>
internal sealed class Outcomes(NodeClient client, LoadNames names, TimeSpan patience, TimeProvider time)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether anything of the step, echoes included, has no outcome yet. What moves meanwhile may be missed.</summary>
    /// <exception cref="NodeUnreachableException">No node answered.</exception>
    /// <exception cref="NodeRefusedException">The node does not tell.</exception>
    /// <exception cref="TimeoutException">The node was too busy to tell.</exception>
    public async Task<bool> AnyOpen(CancellationToken cancellation)
    {
        foreach (var meeting in names.Meetings)
            foreach (var status in LoadOutcome.Open)
            {
                var page = await Page($"meeting={Uri.EscapeDataString(meeting)}&status={status}&limit=1", cancellation);
                if (page["submissions"]!.AsArray().Count > 0) return true;
            }
        return false;
    }

    /// <summary>
    /// Outcomes by the ids of what the step's reporter submitted. One for several receivers counts as open while any of them is,
    /// and then as parked while any of them is.
    /// </summary>
    /// <exception cref="NodeUnreachableException">No node answered.</exception>
    /// <exception cref="NodeRefusedException">The node does not tell.</exception>
    /// <exception cref="TimeoutException">The node was too busy to tell.</exception>
    public async Task<Dictionary<string, LoadOutcome>> Read(CancellationToken cancellation)
    {
        Dictionary<string, LoadOutcome> outcomes = [];
        foreach (var meeting in names.Meetings)
        {
            string? cursor = null;
            do
            {
                var from = cursor is null ? "" : $"&cursor={cursor}";
                var page = await Page($"meeting={Uri.EscapeDataString(meeting)}&limit={PageSize}{from}", cancellation);
                foreach (var row in page["submissions"]!.AsArray().Where(r => (string)r!["origin"]! == names.Origin.Value))
                    Note(outcomes, row!);
                cursor = (string?)page["cursor"];
            }
            while (cursor is not null);
        }
        return outcomes;
    }

    private static void Note(Dictionary<string, LoadOutcome> outcomes, JsonNode row)
    {
        var (id, found) = ((string)row["id"]!, new LoadOutcome((string)row["status"]!, (string?)Legible.Of(row["reason"])));
        if (!outcomes.TryGetValue(id, out var known) || Weight(known) <= Weight(found)) outcomes[id] = found;
    }

    private static int Weight(LoadOutcome outcome) => outcome.IsOpen ? 2 : outcome.IsParked ? 1 : 0;

    private async Task<JsonNode> Page(string query, CancellationToken cancellation)
    {
        for (var started = time.GetTimestamp(); ; await Task.Delay(Pause, time, cancellation))
            try
            {
                var answer = await client.Get($"{Paths.Submissions}?{query}", "submissions", cancellation);
                if (answer.Ok) return answer.Body!;
                if (!answer.IsBusy) throw new NodeRefusedException(answer.Problem);
                if (time.GetElapsedTime(started) >= patience)
                    throw new TimeoutException($"the node has been busy for {patience.TotalSeconds:0} s");
            }
            catch (NodeUnreachableException e) when (!e.IsSomethingElse && time.GetElapsedTime(started) < patience)
            {
                // It may be back soon: what it took in, it has not lost.
            }
    }
}
