using System.Text;

namespace ActorSync.Benchmarks.Pipeline;

/// <summary>Registrations of many accounts, a main meeting and a sub-meeting each, in random order.</summary>
internal sealed class Workload
{
    private Workload(List<Registration> registrations) => Registrations = registrations;

    public IReadOnlyList<Registration> Registrations { get; }

    /// <param name="round">Makes ids and accounts of this round new.</param>
    /// <param name="registrations">How many; an even number.</param>
    public static Workload Create(int round, int registrations) => Create(round, registrations / 2, subs: 1);

    /// <param name="round">Makes ids and accounts of this round new.</param>
    /// <param name="accounts">How many.</param>
    /// <param name="subs">Sub-meetings of each, beside the main meeting.</param>
    public static Workload Create(int round, int accounts, int subs)
    {
        var all = Enumerable.Range(0, accounts)
            .SelectMany(account => Enumerable.Range(0, subs + 1).Select(sub => Registration.Create(round, account, sub))).ToArray();
        new Random(round).Shuffle(all);
        return new([.. all]);
    }

    /// <summary>The registrations as lines, in batches.</summary>
    public IEnumerable<byte[]> Batches(int lines) => Registrations.Chunk(lines).Select(Lines);

    public static byte[] Lines(IEnumerable<Registration> registrations) =>
        Encoding.UTF8.GetBytes(string.Concat(registrations.Select(r => r.Line + "\n")));

    /// <param name="Account">Whose it is.</param>
    /// <param name="IsSub">Whether it is for the sub-meeting.</param>
    /// <param name="Path">Where the party contract puts it.</param>
    /// <param name="Body">What the party contract sends.</param>
    /// <param name="Line">The submission.</param>
    internal sealed record Registration(string Account, bool IsSub, string Path, byte[] Body, string Key, string Line)
    {
        private const string Data =
            """{"name":"Chen Yang","phone":"138****1467","organisation":"Tailspin Toys","ticket":"vip","dietary":"vegetarian","answers":"""
                + """{"badge":"v1","seat":7}}""";

        /// <param name="round">Makes its id and account new.</param>
        /// <param name="account">Which of the round's accounts.</param>
        /// <param name="sub">0: its main meeting; else which sub-meeting.</param>
        public static Registration Create(int round, int account, int sub)
        {
            var dinner = sub > 1 ? $"dinner-{sub}" : "dinner";
            var name = $"acc-{round:000}-{account:000000}";
            var (meeting, main) = sub > 0 ? ($"forum/{dinner}", ",\"mainMeeting\":\"forum\"") : ("forum", "");
            var id = $"b-{name}-{(sub > 0 ? dinner : "main")}-1";
            var common = $"\"account\":\"{name}\",\"meeting\":\"{meeting}\"{main},"
                + $"\"operation\":\"register\",\"revision\":1,\"occurredAt\":\"2026-10-08T00:59:14.347Z\",\"origin\":\"B\"";
            return new(
                name, sub > 0, $"/accounts/{name}/registrations/{Uri.EscapeDataString(meeting)}",
                Encoding.UTF8.GetBytes($"{{{common},\"data\":{Data}}}"), $"bare-{id}",
                $"{{\"id\":\"{id}\",{common},\"data\":{Data}}}");
        }
    }
}
