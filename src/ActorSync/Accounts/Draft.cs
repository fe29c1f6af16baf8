using System.Collections.Immutable;

namespace ActorSync;

/// <summary>A decision while it is made: each event counts for what is decided after it.</summary>
internal sealed class Draft(SyncRules rules, AccountState state, InFlight inFlight, DateTimeOffset now)
{
    private readonly ImmutableArray<AccountEvent>.Builder _events = ImmutableArray.CreateBuilder<AccountEvent>(1);

    public SyncRules Rules => rules;

    public InFlight InFlight => inFlight;

    public DateTimeOffset Now => now;

    /// <summary>The state when the command came.</summary>
    public AccountState Before { get; } = state;

    public AccountState State { get; private set; } = state;

    /// <summary>Whether a delivery may be at its receiver already, or may get there at any moment.</summary>
    public bool MayLand(Delivery d) => d.MayHaveReached || inFlight.Has(d.Id);

    public void Emit(AccountEvent happened)
    {
        State = Evolution.Apply(State, happened);
        _events.Add(happened);
    }

    public Decision Decide(Answer answer) => new(_events.DrainToImmutable(), State, answer);
}
