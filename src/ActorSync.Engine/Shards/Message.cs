namespace ActorSync.Engine;

/// <summary>What a shard's mailbox holds. Closed: all messages are here.</summary>
internal abstract record Message(AccountId Account)
{
    private static readonly AccountReply.Unanswered AskAgain = new(TimeSpan.FromSeconds(1));

    /// <summary>Answers what cannot be dealt with, or not in time; what has been answered stays so.</summary>
    public virtual void Refuse()
    {
    }

    /// <summary>Somebody outside tells an account something and waits for the answer.</summary>
    public sealed record Told(AccountId Account, AccountCommand Command) : Message(Account)
    {
        public Reply<AccountReply> Reply { get; } = new(AskAgain);

        public override void Refuse() => Reply.Refuse();
    }

    /// <summary>Somebody outside asks for an account's state.</summary>
    public sealed record Asked(AccountId Account) : Message(Account)
    {
        public Reply<AccountView?> Reply { get; } = new(null);

        public override void Refuse() => Reply.Refuse();
    }

    /// <summary>A call has ended; null: it was broken off, and nobody knows.</summary>
    public sealed record Called(AccountId Account, DeliveryId Delivery, Attempt? Attempt) : Message(Account);

    /// <summary>A place at a receiver has come free for an account that waited for one; null: too many wait.</summary>
    public sealed record Placed(AccountId Account, Link Link, ISinkPlace? Place) : Message(Account)
    {
        public ISinkPlace? Place { get; private set; } = Place;

        /// <summary>The place went to somebody else, since the account could not use it soon: it has to ask for another one.</summary>
        public bool IsPassedOn { get; private set; }

        public void PassOn()
        {
            if (Place is null) return;
            Place.Dispose();
            (Place, IsPassedOn) = (null, true);
        }

        public override void Refuse() => Place?.Dispose();
    }

    /// <summary>It is time to look at an account.</summary>
    /// <param name="Done">Called with true when what follows from it is stored, with false when nobody has looked.</param>
    public sealed record Woken(AccountId Account, Action<bool> Done) : Message(Account)
    {
        /// <summary>Whether the sweep has found it: then it may have been turned away somewhere.</summary>
        public bool IsFound { get; init; }

        public override void Refuse() => Done(false);
    }

    /// <summary>Passivate who is idle.</summary>
    public sealed record Tick() : Message(default(AccountId));
}
