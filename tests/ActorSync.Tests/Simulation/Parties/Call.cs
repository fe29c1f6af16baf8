namespace ActorSync.Tests.Simulation;

/// <summary>A call on its way to a party.</summary>
internal sealed class Call(int number, Node from, AccountId account, Delivery delivery, CallKind kind, Dice dice)
{
    /// <summary>By when it left for its party.</summary>
    public int Number => number;

    public Node From => from;

    public AccountId Account => account;

    public Delivery Delivery => delivery;

    public CallKind Kind => kind;

    public Dice Dice => dice;

    public TaskCompletionSource<PartyAnswer> Answer { get; } = new();
}
