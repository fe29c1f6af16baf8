using Xunit;

namespace ActorSync.Tests;

/// <summary>The people of a <see cref="World"/> who act on open deliveries (R21).</summary>
internal sealed class Operators(AccountRun run, Func<SubmissionId, Submission> find, Action<string> tell)
{
    /// <summary>Far more than it takes to resolve what one history leaves behind.</summary>
    private const int MostRounds = 200;

    private int _edits;

    /// <summary>Anything, on any open delivery.</summary>
    public void Act(int pick, int choice)
    {
        if (run.Open.ToList() is not { Count: > 0 } open) return;
        var d = open[pick % open.Count];
        PartyId? to = choice % 2 == 0 ? d.Id.To : null;
        var s = find(d.Id.Submission);
        var (action, answer) = (choice / 2 % 5) switch
        {
            0 => ("retry", run.Retry(s, to)),
            1 => ("skip", run.Skip(s, releaseSubs: true, to)),
            2 => ("skip", run.Skip(s, releaseSubs: false, to)),
            3 => ("release", run.Release(s, to)),
            _ => ("edit", run.Edit(s, Some.Data($"edited{++_edits}"), to)),
        };
        tell($"{action} {d.Id}: {answer}");
    }

    public void ResolveOne(int pick)
    {
        if (run.Open.Where(d => d.Parked is not null).ToList() is { Count: > 0 } parked) Resolve(parked[pick % parked.Count]);
    }

    /// <summary>What is refused for now gets its turn again when the others have had theirs.</summary>
    public void ResolveAll(IReadOnlyCollection<ParkReason> reasons, Action comeToRest)
    {
        Dictionary<DeliveryId, int> turns = [];
        for (var round = 0; round < MostRounds; round++)
        {
            var next = run.Open.Where(d => d.Parked is { } reason && reasons.Contains(reason))
                .OrderBy(d => turns.GetValueOrDefault(d.Id)).ThenBy(d => d.Order).FirstOrDefault();
            if (next is null) return;
            turns[next.Id] = turns.GetValueOrDefault(next.Id) + 1;
            var answer = Resolve(next);
            comeToRest();
            if (answer is Answer.Acted && run.State.Find(next.Id) is { } left)
                Assert.False(left.Parked == next.Parked && left.Attempts == next.Attempts, $"{next.Id} is parked again, as {next.Parked}");
        }
        Assert.Fail($"nothing unblocks {string.Join(", ", run.Open.Select(d => $"{d.Id}, {run.Log[d.Id.Submission, d.Id.To].Reason}"))}");
    }

    /// <summary>Wherever it goes: sides that are told different things differ.</summary>
    private Answer Resolve(Delivery d)
    {
        var s = find(d.Id.Submission);
        var answer = d.Parked switch
        {
            _ when run.Rules.Of(d.Link) is null => run.Skip(s, releaseSubs: true, d.Id.To),
            ParkReason.Rejected or ParkReason.Exhausted or ParkReason.LinkRemoved => run.Retry(s),
            _ => run.Release(s),
        };
        tell($"resolve {d.Id}, {d.Parked}: {answer}");
        return answer;
    }
}
