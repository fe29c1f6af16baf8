namespace ActorSync.Storage;

/// <summary>What a call of <see cref="IJournal.Append"/> must be like, whatever the store holds.</summary>
internal static class AppendCheck
{
    public static void Check(IReadOnlyList<AccountWrite> writes, int shards)
    {
        var accounts = new HashSet<AccountId>(writes.Count);
        foreach (var write in writes)
        {
            if (!accounts.Add(write.Account)) throw Defect(write, "one write", "two");
            if (write.Shard < 0 || write.Shard >= shards) throw Defect(write, $"a shard below {shards}", write.Shard);
            if (write.Epoch < 1) throw Defect(write, "an epoch that its shard was taken under", write.Epoch);
            if (write.Events.IsDefaultOrEmpty) throw Defect(write, "at least one event", "none");
            var next = Math.Max(1, write.Events[0].Sequence);
            foreach (var e in write.Events)
                if (e.Sequence != next++) throw Defect(write, $"sequence {next - 1}", e.Sequence);
        }
    }

    private static ArgumentException Defect(AccountWrite write, string expected, object found) =>
        new($"append: account {write.Account}: expected {expected}, found {found}");
}
