namespace ActorSync;

/// <summary>What an engine offers: every account as one mailbox, taking one step at a time.</summary>
/// <remarks>
/// <list type="number">
/// <item>Commands to one account are decided in the order in which they were taken in; between accounts there is no order.</item>
/// <item>An answer comes only when everything that it says is durable (R1).</item>
/// <item>A submission that is sent again does nothing again (R2); so whoever got no answer sends it again. An operator's action
/// that was done applies no more, as a rule; an edit that is sent again is another edit.</item>
/// <item>When the engine cannot keep up, or its store is away, the answer is <see cref="AccountReply.Busy"/> and nothing was or
/// will be done, or <see cref="AccountReply.Unanswered"/> and it may yet be done (R5, R26). When the account is not this engine's any
/// more the answer is <see cref="AccountReply.NotOwned"/>. Nothing is thrown for any of it.</item>
/// </list>
/// </remarks>
public interface IAccounts
{
    /// <summary>Decides a command and stores what follows from it.</summary>
    /// <exception cref="OperationCanceledException">The caller no longer waits; the command may yet be done.</exception>
    Task<AccountReply> Tell(AccountId account, AccountCommand command, CancellationToken cancellation);

    /// <summary>The account's state after all stored events, and what is being called right now.</summary>
    /// <returns>Null when the engine cannot answer now.</returns>
    Task<AccountView?> Read(AccountId account, CancellationToken cancellation);

    /// <summary>The deliveries that this node is calling right now, of all accounts.</summary>
    IReadOnlyCollection<DeliveryId> Calling { get; }
}
