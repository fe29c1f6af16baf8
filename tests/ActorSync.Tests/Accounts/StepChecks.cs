using Xunit;

namespace ActorSync.Tests;

/// <summary>What holds for every decision, whatever was decided.</summary>
internal static class StepChecks
{
    public static void Hold(SyncRules rules, AccountState before, AccountCommand command, InFlight inFlight, Decision decision)
    {
        Evolving_the_events_gives_the_decided_state(before, decision);
        Repeating_the_command_does_nothing(rules, command, inFlight, decision);
        if (decision.Events.IsEmpty) return;
        A_snapshot_gives_the_state_back(decision.State);
    }

    /// <summary>One by one, and each of them through its stored form.</summary>
    private static void Evolving_the_events_gives_the_decided_state(AccountState before, Decision decision)
    {
        var state = before;
        foreach (var happened in decision.Events)
        {
            var stored = StoredEvent.Of(happened, state.Version + 1);
            var read = EventJson.Read(stored.Name, stored.Payload.Span);
            Same.Check(happened, read);
            Assert.Equal(happened.At, stored.At);
            state = Account.Evolve(state, read);
            Assert.Equal(stored.Sequence, state.Version);
        }
        Same.Check(decision.State, state);
    }

    private static void Repeating_the_command_does_nothing(SyncRules rules, AccountCommand command, InFlight inFlight, Decision decision)
    {
        // What a person has decided may wait at a gate or for its time: released again, it waits for neither.
        if (decision.Events.Any(e => e is AccountEvent.DeliveryReleased { From: ReleasedFrom.Decision })) return;
        // An edit is a new edition each time; a failed attempt that is reported twice has failed twice.
        if (command is AccountCommand.Edit) return;
        if (command is AccountCommand.FinishAttempt finish && decision.State.Find(finish.Delivery) is not null) return;

        var again = Account.Decide(rules, decision.State, command, inFlight);
        Assert.Empty(again.Events);
        Assert.Same(decision.State, again.State);
        if (decision.Answer is Answer.Received received) Assert.Equal(received with { Redelivered = true }, again.Answer);
    }

    private static void A_snapshot_gives_the_state_back(AccountState state)
    {
        var restored = Snapshot.Read(Snapshot.Write(state));
        Same.Check(state, restored);
    }
}
