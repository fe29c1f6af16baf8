namespace ActorSync.Actors;

/// <summary>
/// What travels to an account, over the network if need be. Closed: all messages are here, each with a manifest of
/// <see cref="MessageSerializer"/>.
/// </summary>
internal abstract record ToAccount(AccountId Account)
{
    /// <summary>Decide a command; answered with an <see cref="AccountReply"/> once what follows is stored.</summary>
    public sealed record Tell(AccountId Account, AccountCommand Command) : ToAccount(Account);

    /// <summary>Answered with the account's <see cref="AccountView"/>.</summary>
    public sealed record Read(AccountId Account) : ToAccount(Account);

    /// <summary>It is time to look at the account; answered with <see cref="WakeStored"/>.</summary>
    public sealed record Wake(AccountId Account) : ToAccount(Account);
}

/// <summary>What followed from a <see cref="ToAccount.Wake"/> is stored.</summary>
internal sealed record WakeStored
{
    public static readonly WakeStored Instance = new();
}
