using System.Collections.Immutable;
using System.Globalization;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Simulation;

/// <summary>What the parties report: their own changes, echoes, repetitions and contradictions.</summary>
internal sealed class Reporting(World world)
{
    private static readonly ImmutableArray<MeetingId> Meetings = [Forum, Dinner, Forum, Visit, Summit];
    private readonly HashSet<(AccountId, MeetingId)> _cancelledOnce = [];
    private int _ids;
    private int _contents;

    private Plan Plan => world.Plan;

    public void Change(Dice dice)
    {
        var party = world.Parties[dice.PickFrom(Plan.Changing)];
        var (account, meeting) = (dice.PickFrom(Plan.Accounts), dice.PickFrom(Meetings));
        var cancels = dice.Chance(0.15) && party[account, meeting] != ContentHash.Cancelled;
        // Cancelled registrations look alike: where contents are fresh, each is cancelled once at most.
        if (cancels && Plan.IsOrderly && !_cancelledOnce.Add((account, meeting))) return;
        var data = cancels ? JsonData.Empty : Plan.IsOrderly ? Contents.New(_contents++) : Contents.Any(dice);
        var report = Report(party, account, meeting, cancels ? Operation.Cancel : Operation.Update, data, party.Clock);
        if (dice.Chance(0.1)) report = report with { NotBefore = world.Now + dice.UpTo(10) };
        party.Change(report);
        world.Mail.Send(report, dice.Chance(0.5) ? TimeSpan.Zero : dice.UpTo(3));
    }

    /// <summary>What it has just taken over, late, and perhaps twice.</summary>
    public void Echo(Party party, Call call)
    {
        if (!Plan.Echoing.Contains(party.Id)) return;
        var (d, dice) = (call.Delivery, call.Dice);
        var report = Report(party, call.Account, d.Id.Meeting, d.Operation, d.Data, party.Clock);
        world.Mail.Send(report, dice.UpTo(dice.Pick(0.1, 5)));
        if (dice.Chance(0.2)) world.Mail.Send(report, dice.UpTo(10));
        if (dice.Chance(0.2)) world.Mail.Send(report with { Id = NextId(party.Id) }, dice.UpTo(10));
    }

    /// <summary>The same content under a new revision; it occurred when it did.</summary>
    public void Again(Dice dice)
    {
        var party = world.Parties[dice.PickFrom(dice.Chance(0.5) ? Plan.Changing : Plan.Echoing)];
        var (account, meeting) = (dice.PickFrom(Plan.Accounts), dice.PickFrom(Meetings));
        if (party.Find(account, meeting) is not { } record) return;
        var operation = record.Operation is Operation.Cancel ? Operation.Cancel : Operation.Update;
        world.Mail.Send(Report(party, account, meeting, operation, record.Data, record.ChangedAt), dice.UpTo(2));
    }

    public void Redeliver(Dice dice)
    {
        if (Answered(dice) is { } report) world.Mail.Send(report, dice.UpTo(5));
    }

    /// <summary>Another id for a revision that is known, or for the one before it.</summary>
    public void Contradict(Dice dice)
    {
        if (Answered(dice) is not { } s || !Plan.Changing.Contains(s.Origin)) return;
        world.Mail.Send(s with
        {
            Id = NextId(s.Origin),
            Revision = dice.Chance(0.5) ? s.Revision : Math.Max(0, s.Revision - 1),
            Operation = Operation.Update,
            Data = dice.Chance(0.3) ? s.Data : Contents.Any(dice),
        }, TimeSpan.Zero);
    }

    public void ReuseId(Dice dice)
    {
        if (Answered(dice) is not { } s || !Plan.Changing.Contains(s.Origin)) return;
        world.Mail.Send(
            dice.Chance(0.5) ? s with { Account = dice.PickFrom(Plan.Accounts) } : s with { Data = Contents.Any(dice) }, TimeSpan.Zero);
    }

    private Submission? Answered(Dice dice) => world.Mail.Answered.Count > 0 ? dice.PickFrom(world.Mail.Answered) : null;

    private Submission Report(
        Party party, AccountId account, MeetingId meeting, Operation operation, JsonData data, DateTimeOffset occurredAt) => new()
    {
        Id = NextId(party.Id),
        Account = account,
        Meeting = meeting,
        MainMeeting = meeting == Dinner || meeting == Visit ? Forum : null,
        Operation = operation,
        Revision = party.NextRevision(account, meeting),
        OccurredAt = occurredAt,
        Data = operation is Operation.Cancel ? JsonData.Empty : data,
    };

    private SubmissionId NextId(PartyId party) => SubmissionId.Parse(party.Value, (++_ids).ToString(CultureInfo.InvariantCulture));
}
