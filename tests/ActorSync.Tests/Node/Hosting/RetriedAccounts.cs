using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>Accounts that note which of them was told to retry.</summary>
internal sealed class RetriedAccounts : IAccounts
{
    public List<string> Retried { get; } = [];

    public IReadOnlyCollection<DeliveryId> Calling => [];

    public Task<AccountReply> Tell(AccountId account, AccountCommand command, CancellationToken cancellation)
    {
        Assert.IsType<AccountCommand.Retry>(command);
        Retried.Add(account.Value);
        return Task.FromResult<AccountReply>(new AccountReply.Decided(Answer.Noted.Instance));
    }

    public Task<AccountView?> Read(AccountId account, CancellationToken cancellation) => throw new NotSupportedException();
}
