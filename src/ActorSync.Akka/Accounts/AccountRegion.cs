using Akka.Actor;
using ActorSync.Engine;
using Microsoft.Extensions.Logging;
using EngineLog = ActorSync.Engine.Log;

namespace ActorSync.Actors;

/// <summary>The accounts of the whole cluster, as the API asks them: each question goes to the node that has the account.</summary>
/// <param name="region">The shard region.</param>
/// <param name="ids">Who has which submission id.</param>
/// <param name="calls">This node's.</param>
/// <param name="settings">How much is taken in, and how long an answer is waited for.</param>
/// <param name="store">Whether the store is there.</param>
/// <param name="metrics">Count refusals.</param>
/// <param name="time">The node's.</param>
/// <param name="log">For what is not expected.</param>
internal sealed class AccountRegion(
    IActorRef region, IdClaims ids, OpenCalls calls, EngineSettings settings, Dependency store, EngineMetrics metrics,
    TimeProvider time, ILogger log) : IAccounts
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(1);

    private readonly Intake _intake = new(settings.IntakeBytes);
    private readonly int _limit = settings.MailboxSize * settings.Shards;
    private int _asked;
    private volatile bool _open;

    public IReadOnlyCollection<DeliveryId> Calling => calls.Deliveries;

    /// <summary>Commands taken in and not answered yet.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public void Open() => _open = true;

    public void Close() => _open = false;

    public async Task<AccountReply> Tell(AccountId account, AccountCommand command, CancellationToken cancellation)
    {
        if (!_open || !_intake.TryTake(command)) return Busy();
        if (Interlocked.Increment(ref _asked) > _limit)
        {
            Leave(command);
            return Busy();
        }
        try
        {
            return await Claim(account, command) ?? await Ask(new ToAccount.Tell(account, command), cancellation);
        }
        catch (StoreUnavailableException e)
        {
            EngineLog.Away(log, store, e.Message);
            return Busy();
        }
        finally
        {
            Leave(command);
        }
    }

    public async Task<AccountView?> Read(AccountId account, CancellationToken cancellation)
    {
        if (!_open) return null;
        try
        {
            return await region.Ask<object>(new ToAccount.Read(account), settings.AnswerTimeout, cancellation) as AccountView;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Wakes an account.</summary>
    /// <returns>Whether what followed is stored.</returns>
    public async Task<bool> Wake(AccountId account)
    {
        try
        {
            return await region.Ask<object>(new ToAccount.Wake(account), settings.AnswerTimeout) is WakeStored;
        }
        catch (Exception e) when (e is AskTimeoutException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <returns>The refusal, when the id is another account's; null: go on.</returns>
    private async Task<AccountReply?> Claim(AccountId account, AccountCommand command)
    {
        if (command is not AccountCommand.Submit { Submission.Id: var id }) return null;
        var holder = await ids.Claim(new(id, account, time.GetUtcNow()));
        store.Works();
        if (holder is null) return Busy();
        return holder.Account == account ? null : new AccountReply.Decided(new Answer.IdTaken(holder.ReceivedAt));
    }

    private async Task<AccountReply> Ask(ToAccount.Tell tell, CancellationToken cancellation)
    {
        try
        {
            return await region.Ask<AccountReply>(tell, settings.AnswerTimeout, cancellation);
        }
        catch (AskTimeoutException)
        {
            return new AccountReply.Unanswered(BusyFor);
        }
    }

    private void Leave(AccountCommand command)
    {
        Interlocked.Decrement(ref _asked);
        _intake.Return(command);
    }

    private AccountReply.Busy Busy()
    {
        metrics.Busy();
        return new(BusyFor);
    }
}
