namespace ActorSync.Engine;

/// <summary>What a shard's mailbox holds. Closed: all messages are here.</summary>
internal abstract record Message(AccountId Account)
{
    /// <summary>Somebody outside tells an account something and waits for the answer.</summary>
    public sealed record Told(AccountId Account, AccountCommand Command, TaskCompletionSource<AccountReply> Reply) : Message(Account);

    /// <summary>Somebody outside asks for an account's state.</summary>
    public sealed record Asked(AccountId Account, TaskCompletionSource<AccountView?> Reply) : Message(Account);

    /// <summary>A call has ended; null: it was broken off, and nobody knows.</summary>
    public sealed record Called(AccountId Account, DeliveryId Delivery, Attempt? Attempt) : Message(Account);

    /// <summary>A place at a receiver has come free for an account that waited for one; null: too many wait.</summary>
    public sealed record Placed(AccountId Account, Link Link, ISinkPlace? Place) : Message(Account);

    /// <summary>It is time to look at an account.</summary>
    /// <param name="Done">Called with true when what follows from it is stored, with false when nobody has looked.</param>
    public sealed record Woken(AccountId Account, Action<bool> Done) : Message(Account);

    /// <summary>Passivate who is idle.</summary>
    public sealed record Tick() : Message(default(AccountId));
}
