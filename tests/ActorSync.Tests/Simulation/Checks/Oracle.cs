namespace ActorSync.Tests.Simulation;

/// <summary>
/// Watches the seams (what is stored, which calls start and end, who is answered what) and says when a rule is broken. It
/// knows nothing of how decisions are made.
/// </summary>
internal sealed class Oracle(Plan plan, Func<DateTimeOffset> now)
{
    private readonly Dictionary<AccountId, AccountBook> _accounts = [];
    private readonly Dictionary<SubmissionId, Received> _received = [];

    /// <summary>The first rule that was broken; null: none was.</summary>
    public Violation? Violation { get; private set; }

    public SyncRules Rules => plan.Rules;

    public Plan Plan => plan;

    public DateTimeOffset Now => now();

    /// <summary>By whom operators' actions were asked for, which tells them apart.</summary>
    public HashSet<string> Acted { get; } = [];

    /// <summary>Whether a party has taken a call over, under its idempotency key.</summary>
    public required Func<PartyId, string, bool> WasTaken { get; init; }

    public IEnumerable<AccountBook> Accounts => _accounts.Values;

    public IReadOnlyDictionary<SubmissionId, Received> Submissions => _received;

    public AccountBook this[AccountId id]
    {
        get
        {
            if (!_accounts.TryGetValue(id, out var book)) _accounts.Add(id, book = new(id));
            return book;
        }
    }

    /// <summary>Whether nothing but what is parked waits for anything.</summary>
    public bool IsAtRest
    {
        get
        {
            foreach (var account in _accounts.Values)
                foreach (var d in account.Open)
                    if (d.Parked is null) return false;
            return true;
        }
    }

    public void Fail(string rule, string what) => Violation ??= new(rule, what);

    public void Expect(bool holds, string rule, string what)
    {
        if (!holds) Fail(rule, what);
    }

    public Received? Find(SubmissionId id) => _received.GetValueOrDefault(id);

    public void Keep(Received received)
    {
        if (!_received.TryAdd(received.Submission.Id, received)) Fail("R2", $"{received.Submission.Id} is taken in twice");
    }

    /// <summary>A submission as it was taken in.</summary>
    public sealed record Received(Submission Submission, Verdict Verdict, DateTimeOffset At)
    {
        /// <summary>Somebody was told that it was taken in for the first time.</summary>
        public bool WasAnswered { get; set; }
    }
}
