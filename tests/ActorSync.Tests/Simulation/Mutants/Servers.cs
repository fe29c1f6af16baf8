namespace ActorSync.Tests.Simulation;

/// <summary>Ways to break what stands between the engine and its servers.</summary>
internal static class Servers
{
    /// <summary>Says that it is durable when it has been sent.</summary>
    public sealed class HastyJournal(IJournal inner) : IJournal
    {
        public Task<long> Take(int shard, CancellationToken cancellation) => inner.Take(shard, cancellation);

        public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) =>
            inner.Load(accounts, cancellation);

        public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
        {
            _ = inner.Append(writes, cancellation);
            return Task.FromResult<IReadOnlyList<AppendRefusal>>([]);
        }
    }

    /// <summary>Repeats a write whose answer was lost behind the one that was stored.</summary>
    public sealed class RepeatingJournal(IJournal inner) : IJournal
    {
        private readonly HashSet<AccountId> _failed = [];

        public Task<long> Take(int shard, CancellationToken cancellation) => inner.Take(shard, cancellation);

        public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) =>
            inner.Load(accounts, cancellation);

        public async Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
        {
            try
            {
                return await inner.Append([.. writes.Select(w => _failed.Remove(w.Account) ? Behind(w) : w)], cancellation);
            }
            catch (StoreUnavailableException)
            {
                foreach (var write in writes) _failed.Add(write.Account);
                throw;
            }
        }

        private static AccountWrite Behind(AccountWrite write) =>
            write with { Events = [.. write.Events.Select(e => e with { Sequence = e.Sequence + write.Events.Length })] };
    }

    /// <summary>Knows of nothing that is open.</summary>
    public sealed class ForgetfulLog(IRegistrationLog inner) : IRegistrationLog
    {
        public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) =>
            inner.Find(submission, cancellation);

        public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) => inner.List(filter, cancellation);

        public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
            inner.Attempts(submission, cancellation);

        public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
            inner.Events(account, after, limit, cancellation);

        public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<OpenWork>>([]);
    }

    /// <summary>Drops every second wish, and says nothing.</summary>
    public sealed class LossyQueue(IDelayQueue inner) : IDelayQueue
    {
        private int _wishes;

        public Task Schedule(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
            inner.Schedule([.. entries.Where(_ => _wishes++ % 2 == 0)], cancellation);

        public Task Restore(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => inner.Restore(entries, cancellation);

        public Task Cancel(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) => inner.Cancel(entries, cancellation);

        public Task<DelayClaim> Claim(IReadOnlyList<int> shards, DateTimeOffset now, int limit, CancellationToken cancellation) =>
            inner.Claim(shards, now, limit, cancellation);

        public Task Acknowledge(IReadOnlyList<DelayEntry> entries, CancellationToken cancellation) =>
            inner.Acknowledge(entries, cancellation);
    }

    /// <summary>Gives each process keys of its own.</summary>
    public sealed class RekeyingSink(ISink inner, int process) : ISink
    {
        public async ValueTask<ISinkPlace?> Enter(PartyId to, bool again) =>
            await inner.Enter(to, again) is { } place ? new Place(place, process) : null;

        public int Room(PartyId to) => inner.Room(to);

        private sealed class Place(ISinkPlace inner, int process) : ISinkPlace
        {
            public Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation) =>
                inner.Call(account, delivery with { Edition = delivery.Edition + (1000 * process) }, cancellation);

            public void Dispose() => inner.Dispose();
        }
    }
}
