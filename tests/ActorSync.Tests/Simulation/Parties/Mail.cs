namespace ActorSync.Tests.Simulation;

/// <summary>Reports on their way to whichever process takes them: sent again until they are answered.</summary>
internal sealed class Mail(World world)
{
    private readonly List<Submission> _answered = [];
    private readonly Dictionary<(PartyId, AccountId, MeetingId), int> _onTheWay = [];

    /// <summary>Reports sent and not answered yet.</summary>
    public int Unanswered { get; private set; }

    public IReadOnlyList<Submission> Answered => _answered;

    /// <summary>Whether a party's report about a registration is not answered yet.</summary>
    public bool IsOnTheWay(PartyId from, AccountId account, MeetingId meeting) => _onTheWay.GetValueOrDefault((from, account, meeting)) > 0;

    public void Send(Submission report, TimeSpan after)
    {
        Count(report, 1);
        world.Trace?.Add(world.Now,
            $"{report.Origin} sends {report.Id}: {report.Account} {report.Meeting} {report.Operation} "
                + $"r{report.Revision} {report.Data}, occurred {(report.OccurredAt - Some.Time).TotalSeconds:0.000}");
        var letter = new Letter(report, new(Dice.Seed(world.Plan.Seed, Dice.Number(report.Id.Id), (ulong)Unanswered)));
        world.After(after, () => Try(letter));
    }

    private void Count(Submission report, int by)
    {
        Unanswered += by;
        var key = (report.Origin, report.Account, report.Meeting);
        _onTheWay[key] = _onTheWay.GetValueOrDefault(key) + by;
    }

    private void Try(Letter letter)
    {
        if (world.NodeFor(letter.Dice) is not { } node) world.After(letter.Dice.UpTo(1), () => Try(letter));
        else
            node.Tell(
                letter.Report.Account, new AccountCommand.Submit(letter.Report, null) { Now = default }, reply => Hear(letter, reply));
    }

    private void Hear(Letter letter, AccountReply? reply)
    {
        switch (reply)
        {
            case AccountReply.Decided d:
                world.Trace?.Add(world.Now, $"{letter.Report.Id} is answered {d.Answer}");
                ReplyChecks.Check(world.Oracle, letter.Report, d.Answer);
                Count(letter.Report, -1);
                if (d.Answer is Answer.Received) _answered.Add(letter.Report);
                break;
            case AccountReply.Busy busy:
                world.After(busy.RetryAfter + letter.Dice.UpTo(0.5), () => Try(letter));
                break;
            default:
                world.After(letter.Dice.UpTo(2), () => Try(letter));
                break;
        }
    }

    private sealed record Letter(Submission Report, Dice Dice);
}
