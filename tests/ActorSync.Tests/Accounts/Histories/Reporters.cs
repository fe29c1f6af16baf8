using System.Globalization;

namespace ActorSync.Tests;

/// <summary>The parties of a <see cref="World"/> as reporters: what they hold, and under which revisions they tell of it.</summary>
internal sealed class Reporters(WorldRules rules, AccountRun run, Func<PartyId, MeetingId, bool> isBusy)
{
    private readonly Dictionary<(PartyId, MeetingId), (long Revision, DateTimeOffset ChangedAt, JsonData Data)> _held = [];
    private readonly HashSet<MeetingId> _cancelledOnce = [];
    private readonly List<Submission> _changes = [];
    private int _reports;

    /// <summary>What the parties changed by themselves: reports without echoes and repetitions.</summary>
    public IReadOnlyList<Submission> Changes => _changes;

    /// <summary>A party changes a registration, or cancels one that it holds.</summary>
    public Submission? Change(int pick, int choice)
    {
        var party = rules.Changing[pick % rules.Changing.Length];
        var meeting = rules.Meetings[choice % rules.Meetings.Length];
        if (rules.IsPatient && isBusy(party, meeting)) return null;
        if (choice / 4 % 6 == 0) return Cancel(party, meeting);
        var data = Some.Data(rules.FreshContent ? $"{party}{++_reports}" : $"v{choice / 24 % 3}");
        if (rules.IsPatient && run.Parties[party][meeting] == data.Hash) return null;
        var isNew = run.Parties[party][meeting] == ContentHash.Cancelled && choice / 96 % 4 > 0;
        run.Parties[party].Change(meeting, data.Hash);
        var hold = choice / 72 % 8 == 0 ? TimeSpan.FromSeconds(10) : (TimeSpan?)null;
        var operation = isNew ? Operation.Register : Operation.Update;
        return Changed(Report(party, meeting, operation, data, run.Now) with { NotBefore = run.Now + hold });
    }

    /// <summary>Cancelled registrations look alike: where contents are fresh, each registration is cancelled once at most.</summary>
    private Submission? Cancel(PartyId party, MeetingId meeting)
    {
        if (run.Parties[party][meeting] == ContentHash.Cancelled) return null;
        if (!_cancelledOnce.Add(meeting) && rules.FreshContent) return null;
        run.Parties[party].Change(meeting, ContentHash.Cancelled);
        return Changed(Report(party, meeting, Operation.Cancel, JsonData.Empty, run.Now));
    }

    private Submission Changed(Submission change)
    {
        _changes.Add(change);
        return change;
    }

    public Submission? Echo(Delivery call) =>
        rules.Echoing.Contains(call.Id.To) ? Report(call.Id.To, call.Id.Meeting, call.Operation, call.Data, run.Now) : null;

    /// <summary>The same content under a new revision; it occurred when it did.</summary>
    public Submission? Again(int pick, int choice)
    {
        var party = rules.Sync.Parties[pick % rules.Sync.Parties.Length];
        var meeting = rules.Meetings[choice % rules.Meetings.Length];
        if (!rules.Changing.Contains(party) && !rules.Echoing.Contains(party)) return null;
        if (!_held.TryGetValue((party, meeting), out var held)) return null;
        var operation = run.Parties[party][meeting] == ContentHash.Cancelled ? Operation.Cancel : Operation.Update;
        return Report(party, meeting, operation, held.Data, held.ChangedAt);
    }

    /// <summary>
    /// Another id for a revision that is known, or for one before it, with the same content or other;
    /// with other only from a party that changes: from one that merely echoes it would be a change of its own.
    /// </summary>
    public Submission Contradicting(Submission s, int choice) => s with
    {
        Id = NextId(s.Origin),
        Revision = choice % 2 == 0 ? s.Revision : Math.Max(0, s.Revision - 1),
        Data = choice % 3 == 0 || !rules.Changing.Contains(s.Origin) ? s.Data : Some.Data($"other{choice % 5}"),
    };

    private Submission Report(PartyId party, MeetingId meeting, Operation operation, JsonData data, DateTimeOffset changedAt)
    {
        var revision = _held.GetValueOrDefault((party, meeting)).Revision + 1;
        _held[(party, meeting)] = (revision, changedAt, data);
        return Some.ReportFrom(party, meeting, 1) with
        {
            Id = NextId(party), Operation = operation, Revision = revision, OccurredAt = changedAt, Data = data,
        };
    }

    private SubmissionId NextId(PartyId party) => SubmissionId.Parse(party.Value, (++_reports).ToString(CultureInfo.InvariantCulture));
}
