using System.Text;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>Registrations of many accounts, a main meeting and a sub-meeting each, in random order.</summary>
internal sealed class Workload
{
    private Workload(List<Registration> registrations) => Registrations = registrations;

    public IReadOnlyList<Registration> Registrations { get; }

    /// <param name="round">Makes ids and accounts of this round new.</param>
    /// <param name="registrations">How many; an even number.</param>
    public static Workload Create(int round, int registrations)
    {
        var all = Enumerable.Range(0, registrations).Select(i => Registration.Create(round, i / 2, i % 2 == 1)).ToArray();
        new Random(round).Shuffle(all);
        return new([.. all]);
    }

    /// <summary>Sub-meeting registrations whose main meeting's registration never comes.</summary>
    public static Workload Waiting(int round, int registrations) =>
        new([.. Enumerable.Range(0, registrations).Select(i => Registration.Create(round, i, sub: true))]);

    /// <summary>The registrations as lines, in batches.</summary>
    public IEnumerable<byte[]> Batches(int lines) => Registrations.Chunk(lines)
        .Select(chunk => Encoding.UTF8.GetBytes(string.Concat(chunk.Select(r => r.Line + "\n"))));

    /// <param name="Account">Whose it is.</param>
    /// <param name="IsSub">Whether it is for the sub-meeting.</param>
    /// <param name="Path">Where the party contract puts it.</param>
    /// <param name="Body">What the party contract sends.</param>
    /// <param name="Line">The submission.</param>
    internal sealed record Registration(string Account, bool IsSub, string Path, byte[] Body, string Key, string Line)
    {
        private const string Data =
            """{"name":"Chen Yang","phone":"138****1467","organisation":"Tailspin Toys","ticket":"vip","dietary":"vegetarian","answers":{"badge":"v1","seat":7}}""";

        public static Registration Create(int round, int account, bool sub)
        {
            var name = $"acc-{round:000}-{account:000000}";
            var (meeting, main) = sub ? ("forum/dinner", ",\"mainMeeting\":\"forum\"") : ("forum", "");
            var id = $"b-{name}-{(sub ? "dinner" : "main")}-1";
            var common = $"\"account\":\"{name}\",\"meeting\":\"{meeting}\"{main},\"operation\":\"register\",\"revision\":1,\"occurredAt\":\"2026-10-08T00:59:14.347Z\",\"origin\":\"B\"";
            return new(
                name, sub, $"/accounts/{name}/registrations/{Uri.EscapeDataString(meeting)}", Encoding.UTF8.GetBytes($"{{{common},\"data\":{Data}}}"), $"bare-{id}",
                $"{{\"id\":\"{id}\",{common},\"data\":{Data}}}");
        }
    }
}
