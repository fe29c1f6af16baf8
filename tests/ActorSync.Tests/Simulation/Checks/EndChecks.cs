namespace ActorSync.Tests.Simulation;

/// <summary>What holds when failures have stopped and everything has come to rest (R12, R19, R23, R24).</summary>
internal static class EndChecks
{
    public static void Check(Oracle oracle, AccountView view, AccountBook book)
    {
        oracle.Expect(
            view.State.Version == book.Version, "R23",
            $"{book.Id} has {view.State.Version} events in memory and {book.Version} in the journal");
        oracle.Expect(view.InFlight.Deliveries.IsEmpty, "R23", $"{book.Id} has a call under way at rest");
        foreach (var d in book.Open)
            oracle.Expect(view.State.Find(d.Id) is { Parked: not null }, "R19", $"{d.Id} is parked in the journal alone");
    }

    public static void Check(Oracle oracle, IReadOnlyDictionary<PartyId, Party> parties, bool twoProcesses)
    {
        foreach (var account in oracle.Accounts)
            foreach (var (meeting, registration) in account.Registrations)
            {
                var settled = !registration.WasMeddledWith && account.Open.TrueForAll(d => d.Id.Meeting != meeting || d.IsAside);
                if (twoProcesses || !settled) continue;
                if (oracle.Plan.Profile is Profile.OneWay) Newest(oracle, parties, account.Id, meeting, registration);
                if (oracle.Plan.Profile is Profile.Converging) One(oracle, parties, account.Id, meeting, registration);
            }
        if (oracle.Plan.Profile is Profile.OneWay)
            oracle.Expect(parties[Some.B].Calls == 0, "R12", "B is called, and nobody but B has changed anything");
    }

    private static void Newest(
        Oracle oracle, IReadOnlyDictionary<PartyId, Party> parties, AccountId account, MeetingId meeting, RegistrationBook registration)
    {
        if (!registration.Newest.TryGetValue(Some.B, out var newest)) return;
        foreach (var link in oracle.Rules.From(Some.B))
            oracle.Expect(parties[link.Link.To][account, meeting] == newest.Content, "R10",
                $"{link.Link.To} does not hold {newest.Id}, the newest of {account}'s {meeting}");
    }

    /// <summary>R12d: where nothing was cancelled or parked, the latest change; everywhere, one and the same.</summary>
    private static void One(
        Oracle oracle, IReadOnlyDictionary<PartyId, Party> parties, AccountId account, MeetingId meeting, RegistrationBook registration)
    {
        var held = oracle.Plan.Changing.Select(p => parties[p][account, meeting]).Distinct().ToList();
        oracle.Expect(held.Count == 1, "R12d", $"the parties hold different contents of {account}'s {meeting}");
        var changes = parties.Values.SelectMany(p => p.Changes).Where(s => s.Account == account && s.Meeting == meeting).ToList();
        if (registration.WasParked || changes.Count == 0 || changes.Exists(s => s.Operation is Operation.Cancel)) return;
        var latest = changes.OrderBy(s => s.OccurredAt)
            .ThenByDescending(s => oracle.Rules.Parties.IndexOf(s.Origin)).ThenBy(s => s.Revision).Last();
        oracle.Expect(
            held[0] == latest.Content, "R12d", $"the parties hold another content of {account}'s {meeting} than {latest.Id}'s, the latest");
    }
}
