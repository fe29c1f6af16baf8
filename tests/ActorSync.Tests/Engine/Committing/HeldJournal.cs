using System.Threading.Channels;

namespace ActorSync.Tests.Engine.Committing;

/// <summary>A journal whose appends end when and as a test says.</summary>
internal sealed class HeldJournal : IJournal
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    /// <summary>The accounts of each append so far.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The next append, once it is made.</summary>
    public ValueTask<Call> Next() => _calls.Reader.ReadAsync();

    public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes, CancellationToken cancellation)
    {
        Calls.Add(string.Join(' ', writes.Select(w => w.Account.Value)));
        var call = new Call();
        _calls.Writer.TryWrite(call);
        return call.Answer;
    }

    public Task<long> Take(int shard, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredAccount>> Load(IReadOnlyList<AccountId> accounts, CancellationToken cancellation) =>
        throw new NotSupportedException();

    internal sealed class Call
    {
        private readonly TaskCompletionSource<IReadOnlyList<AppendRefusal>> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<AppendRefusal>> Answer => _answer.Task;

        public void Done(params AppendRefusal[] refusals) => _answer.SetResult(refusals);

        public void Fail(Exception exception) => _answer.SetException(exception);
    }
}
