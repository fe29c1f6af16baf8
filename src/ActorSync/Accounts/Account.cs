namespace ActorSync;

/// <summary>
/// One account as a pure state machine: every rule about order, gates, revisions, duplicates, what each party holds,
/// parking and releasing is decided here, by whichever engine runs it. No I/O, no clock, no chance of its own.
/// </summary>
public static class Account
{
    /// <summary>What follows from a command. A repeated command yields no events.</summary>
    /// <param name="rules">The parties and links of the configuration.</param>
    /// <param name="state">The state after all stored events.</param>
    /// <param name="command">What is asked, with the time.</param>
    /// <param name="inFlight">The deliveries being called right now, without the one whose attempt the command finishes.</param>
    public static Decision Decide(SyncRules rules, AccountState state, AccountCommand command, InFlight inFlight)
    {
        var draft = new Draft(rules, state, inFlight, command.Now);
        var answer = command switch
        {
            AccountCommand.Submit c => Submitting.Decide(draft, c),
            AccountCommand.FinishAttempt c => Attempting.Decide(draft, c),
            AccountCommand.Wake => Waking.Wake(draft),
            AccountCommand.Resume => Waking.Resume(draft),
            AccountCommand.Operate c => Operating.Decide(draft, c),
            _ => throw new InvalidOperationException($"expected one of the account's commands, found {command.GetType().Name}"),
        };
        return draft.Decide(answer);
    }

    /// <summary>The state after one more event.</summary>
    public static AccountState Evolve(AccountState state, AccountEvent happened) => Evolution.Apply(state, happened);

    /// <summary>What to do now: calls to start, and when to look again.</summary>
    public static NextSteps Next(SyncRules rules, AccountState state, DateTimeOffset now, InFlight inFlight) =>
        Sequencing.Next(rules, state, now, inFlight);
}
