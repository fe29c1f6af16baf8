using System.Collections.Immutable;
using static ActorSync.AccountEvent;

namespace ActorSync.Tests.Simulation;

/// <summary>Ways to break what an account decides.</summary>
internal static class Decisions
{
    /// <summary>Decides by other rules.</summary>
    public static Mutant ByRules(
        string name, Func<LinkRules, LinkRules> link, Func<LoopRules, LoopRules>? loop = null) => new(name, (parts, _) =>
    {
        var rules = new SyncRules(parts.Rules.Parties, parts.Rules.Links.Select(link), loop?.Invoke(parts.Rules.Loop) ?? parts.Rules.Loop);
        return parts with { Decide = (_, state, command, inFlight) => Account.Decide(rules, state, command, inFlight) };
    });

    /// <summary>Decides on a submission as if the account remembered something else of its registration.</summary>
    public static Mutant ByMemory(
        string name, Func<Registration, Submission, Registration> forget, bool forgetsCalls = false) => new(name, (parts, _) => parts with
    {
        Decide = (rules, state, command, inFlight) =>
        {
            if (command is not AccountCommand.Submit { Submission: var s }) return Account.Decide(rules, state, command, inFlight);
            var decision = Account.Decide(rules, state.With(forget(state[s.Meeting], s)), command, forgetsCalls ? InFlight.None : inFlight);
            return Of(state, decision.Events, decision.Answer);
        },
    });

    /// <summary>Changes what was decided.</summary>
    public static Mutant ByEvents(
        string name, Func<AccountState, AccountCommand, ImmutableArray<AccountEvent>, IEnumerable<AccountEvent>> change) =>
        new(name, (parts, _) => parts with
        {
            Decide = (rules, state, command, inFlight) =>
            {
                var decision = Account.Decide(rules, state, command, inFlight);
                return Of(state, change(state, command, decision.Events), decision.Answer);
            },
        });

    /// <summary>Decided, and without those.</summary>
    public static Mutant Without<T>(string name, Func<AccountCommand, T, bool>? which = null) where T : AccountEvent =>
        ByEvents(name, (_, command, events) => events.Where(e => !(e is T t && which?.Invoke(command, t) is not false)));

    /// <summary>Lets the subs of a main meeting go.</summary>
    public static IEnumerable<AccountEvent> OpenGate(AccountState state, MeetingId main, PartyId to, DateTimeOffset at)
    {
        ImmutableArray<DueDelivery> gated = [.. state.Queues.Where(q => q.Key.To == to)
            .SelectMany(q => q.Value.GatedBy(main)).Select(t => new DueDelivery(t.Delivery, at))];
        if (!gated.IsEmpty) yield return new GateOpened(main, to, gated) { At = at };
    }

    private static Decision Of(AccountState state, IEnumerable<AccountEvent> events, Answer answer)
    {
        ImmutableArray<AccountEvent> all = [.. events];
        return new(all, all.Aggregate(state, Account.Evolve), answer);
    }
}
