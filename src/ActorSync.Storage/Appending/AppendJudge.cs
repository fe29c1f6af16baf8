namespace ActorSync.Storage;

/// <summary>The cases of <see cref="IJournal.Append"/>, from what the store holds.</summary>
internal static class AppendJudge
{
    public static AppendVerdict Judge(IReadOnlyList<AccountWrite> writes, AppendFacts facts)
    {
        var refusals = new List<AppendRefusal>();
        var missing = new List<AccountWrite>();
        var claimed = new Dictionary<SubmissionId, DateTimeOffset>();
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            // The epoch comes first: who has lost the shard is told so even where its last write is known to be stored.
            var epoch = facts.Epochs.GetValueOrDefault(write.Shard);
            if (write.Epoch < epoch) refusals.Add(new AppendRefusal.Fenced(write.Account));
            else if (write.Epoch > epoch) refusals.Add(new AppendRefusal.OutOfStep(write.Account));
            else if (IsRepeat(write, facts.Events[i])) continue;
            else if (!IsNext(write, facts.Events[i])) refusals.Add(new AppendRefusal.OutOfStep(write.Account));
            else if (Taken(write, facts, claimed) is { } taken) refusals.Add(taken);
            else
            {
                missing.Add(write);
                foreach (var row in Ids(write)) claimed.TryAdd(row.Submission.Id, row.ReceivedAt);
            }
        }
        return new(refusals, missing);
    }

    private static bool IsRepeat(AccountWrite write, IEnumerable<EventRow> stored)
    {
        var there = stored.ToDictionary(e => e.Sequence);
        return write.Events.All(e => there.GetValueOrDefault(e.Sequence) is { } row && row.Holds(e, write.Epoch));
    }

    private static bool IsNext(AccountWrite write, IEnumerable<EventRow> stored)
    {
        var first = write.Events[0].Sequence;
        return stored.Select(e => e.Sequence).SequenceEqual(first == 1 ? [] : [first - 1]);
    }

    /// <summary>Only writes that are not refused themselves hold their ids against later ones of the call.</summary>
    private static AppendRefusal.IdTaken? Taken(AccountWrite write, AppendFacts facts, Dictionary<SubmissionId, DateTimeOffset> claimed)
    {
        foreach (var row in Ids(write))
        {
            var id = row.Submission.Id;
            if (claimed.TryGetValue(id, out var receivedAt)) return new(write.Account, id, Milliseconds.Stored(receivedAt));
            if (!facts.Holders.TryGetValue(id, out var holder)) continue;
            if (holder.Account == write.Account.Value)
                throw new InvalidOperationException(
                    $"append: expected a new submission of account {write.Account}, found {id} in its log already");
            return new(write.Account, id, Milliseconds.Time(holder.ReceivedAt));
        }
        return null;
    }

    private static IEnumerable<LogRow> Ids(AccountWrite write) => write.Log.Rows.Where(r => r.Ordinal == 0);
}
