using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ActorSync.Peers.SyncedLog;

/// <summary>All accounts, in memory, and those with a call to make.</summary>
internal sealed class Accounts
{
    private readonly ConcurrentDictionary<string, Account> _all = new();
    private readonly Channel<Account> _ready = Channel.CreateUnbounded<Account>();

    public void Add(Submission submission)
    {
        var account = Of(submission.Account);
        if (account.Add(submission)) Ready(account);
    }

    public void TakenOver(string name, string meeting, long revision)
    {
        var account = Of(name);
        if (account.TakenOver(meeting, revision)) Ready(account);
    }

    public void Finish(string name)
    {
        var account = Of(name);
        if (account.Finish()) Ready(account);
    }

    /// <summary>Waits for an account with a call to make.</summary>
    public ValueTask<Account> Next(CancellationToken cancellation) => _ready.Reader.ReadAsync(cancellation);

    private Account Of(string name) => _all.GetOrAdd(name, _ => new());

    private void Ready(Account account) => _ready.Writer.TryWrite(account);
}
