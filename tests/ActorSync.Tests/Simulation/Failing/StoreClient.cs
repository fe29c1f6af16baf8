namespace ActorSync.Tests.Simulation;

/// <summary>One process's way to the store: calls fail, stall, lose their answer, and die with the process.</summary>
internal sealed class StoreClient(World world, SimulatedProcess process) : IJournal, IRegistrationLog
{
    private FailingStore Store => world.Store;

    public Task<long> Take(int shard, CancellationToken cancellation) => Ask(() => Store.Take(process, shard), cancellation);

    public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) =>
        Ask(() => Store.Memory.Load(accounts, CancellationToken.None), cancellation);

    public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation) =>
        Ask(() => Store.Append(process, writes), cancellation);

    public Task<IReadOnlyList<LogEntry>> Find(SubmissionId submission, CancellationToken cancellation) =>
        Ask(() => Store.Memory.Find(submission, CancellationToken.None), cancellation);

    public Task<LogPage> List(LogFilter filter, CancellationToken cancellation) =>
        Ask(() => Store.Memory.List(filter, CancellationToken.None), cancellation);

    public Task<IReadOnlyList<LoggedAttempt>> Attempts(SubmissionId submission, CancellationToken cancellation) =>
        Ask(() => Store.Memory.Attempts(submission, CancellationToken.None), cancellation);

    public Task<IReadOnlyList<StoredEvent>> Events(AccountId account, long after, int limit, CancellationToken cancellation) =>
        Ask(() => Store.Memory.Events(account, after, limit, CancellationToken.None), cancellation);

    public Task<IReadOnlyList<OpenWork>> Open(int shard, OpenWork? after, int limit, CancellationToken cancellation) =>
        Ask(() => Store.Memory.Open(shard, after, limit, CancellationToken.None), cancellation);

    private Task<T> Ask<T>(Func<Task<T>> question, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>();
        if (cancellation.CanBeCanceled) cancellation.UnsafeRegister(_ => answer.TrySetCanceled(cancellation), null);
        Store.Process.Run(() => _ = Store.Serve(process, question, answer));
        return answer.Task;
    }
}
