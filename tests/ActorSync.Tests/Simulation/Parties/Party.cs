namespace ActorSync.Tests.Simulation;

/// <summary>A party: it holds registrations, remembers idempotency keys, and takes calls as its dice say.</summary>
internal sealed class Party(World world, PartyId id, TimeSpan skew)
{
    private static readonly (CallKind Kind, int Weight)[] Kinds =
    [
        (CallKind.Unavailable, 6), (CallKind.TooMany, 3), (CallKind.Rejected, 2), (CallKind.CutAfter, 4), (CallKind.CutBefore, 3),
        (CallKind.HangAfter, 3), (CallKind.HangBefore, 2), (CallKind.Late, 3),
    ];

    private readonly Dictionary<(AccountId, MeetingId), Record> _records = [];
    private readonly Dictionary<string, int> _asked = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<(AccountId, MeetingId), int> _arrived = [];
    private readonly List<Call> _late = [];
    private readonly List<Submission> _changes = [];

    public PartyId Id => id;

    /// <summary>Calls that ever left for it.</summary>
    public int Calls { get; private set; }

    /// <summary>What it changed by itself.</summary>
    public IReadOnlyList<Submission> Changes => _changes;

    /// <summary>What it holds; a registration that it does not hold and a cancelled one are the same.</summary>
    public ContentHash this[AccountId account, MeetingId meeting] => Find(account, meeting)?.Content ?? ContentHash.Cancelled;

    public DateTimeOffset Clock => world.Now + skew;

    public bool HasTaken(string key) => _taken.Contains(key);

    public Record? Find(AccountId account, MeetingId meeting) => _records.GetValueOrDefault((account, meeting));

    /// <summary>The revision under which it reports next.</summary>
    public long NextRevision(AccountId account, MeetingId meeting)
    {
        if (!_records.TryGetValue((account, meeting), out var record))
            _records.Add((account, meeting), record = new(ContentHash.Cancelled, Operation.Cancel, JsonData.Empty, Clock));
        return ++record.Revision;
    }

    /// <summary>The party changes a registration by itself.</summary>
    public void Change(Submission change)
    {
        _changes.Add(change);
        Hold(change.Account, change.Meeting, change.Content, change.Operation, change.Data);
    }

    public Task<PartyAnswer> Take(Node from, AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        Calls++;
        var key = delivery.IdempotencyKey;
        var times = _asked[key] = _asked.GetValueOrDefault(key) + 1;
        var dice = new Dice(Dice.Seed(world.Plan.Seed, Dice.Number(key), (ulong)times));
        var kind = world.IsQuiet || !dice.Chance(world.Plan.Troubles.Party) ? CallKind.Fine : Weighted(dice);
        var call = new Call(Calls, from, account, delivery, kind, dice);
        world.Trace?.Add(world.Now,
            $"{from} calls {id} with {delivery.Id} "
                + $"({account} {delivery.Id.Meeting} {delivery.Operation} r{delivery.Revision} {delivery.Data}, "
                + $"attempt {delivery.Attempts + 1}): {call.Kind}");
        cancellation.UnsafeRegister(_ => call.Answer.TrySetCanceled(cancellation), null);
        world.After(Latency(call), () => Arrive(call));
        return call.Answer.Task;
    }

    private TimeSpan Latency(Call call) =>
        call.Dice.Chance(world.IsQuiet ? 0 : world.Plan.Troubles.Slow) ? call.Dice.UpTo(12) : call.Dice.UpTo(0.05);

    private void Arrive(Call call)
    {
        var registration = (call.Account, call.Delivery.Id.Meeting);
        if (IsTooLate(call) || IsReplaced(call) || (call.From.Process.IsDead && call.Dice.Chance(0.5))
            || _arrived.GetValueOrDefault(registration) > call.Number) return;
        // Where nothing may land over a change that is not reported yet, a call waits until it is.
        if (world.Plan.IsOrderly && world.Mail.IsOnTheWay(id, call.Account, call.Delivery.Id.Meeting))
        {
            world.After(TimeSpan.FromMilliseconds(50), () => Arrive(call));
            return;
        }
        _arrived[registration] = call.Number;
        SettleEarlier(call);
        switch (call.Kind)
        {
            case CallKind.Unavailable: Say(call, new(AttemptResult.Temporary) { Code = 503 }); break;
            case CallKind.TooMany: Say(call, new(AttemptResult.Temporary) { Code = 429, RetryAfter = call.Dice.UpTo(5) }); break;
            case CallKind.Rejected when !_taken.Contains(call.Delivery.IdempotencyKey):
                Say(call, new(AttemptResult.Permanent) { Code = 422 });
                break;
            case CallKind.CutBefore: Say(call, new(AttemptResult.UnknownEffect)); break;
            case CallKind.HangBefore: break;
            case CallKind.Late:
                _late.Add(call);
                world.After(call.Dice.UpTo(20), () => LandLate(call));
                break;
            default:
                Land(call);
                if (call.Kind is CallKind.Fine or CallKind.Rejected) Say(call, new(AttemptResult.Delivered) { Code = 200 });
                else if (call.Kind is CallKind.CutAfter) Say(call, new(AttemptResult.UnknownEffect));
                break;
        }
    }

    /// <summary>Calls about one registration take effect in the order in which they arrived, or not at all.</summary>
    private void SettleEarlier(Call call)
    {
        foreach (var earlier in _late.Where(c => c.Account == call.Account && c.Delivery.Id.Meeting == call.Delivery.Id.Meeting).ToList())
        {
            _late.Remove(earlier);
            if (!IsTooLate(earlier) && earlier.Dice.Chance(0.5)) Land(earlier);
        }
    }

    /// <summary>
    /// What lands after its end was stored, over the party's own newer change, nobody can know of but by reading (R13): not
    /// where all have to agree in the end.
    /// </summary>
    private bool IsTooLate(Call call) => world.Plan.IsOrderly && (call.From.Process.IsDead || call.Answer.Task.IsCompleted);

    /// <summary>
    /// What lands after its delivery has given way, when a newer call has been lost too, is told of as a change of the party's own:
    /// not where only one changes anything.
    /// </summary>
    private bool IsReplaced(Call call) => world.Plan.Profile is Profile.OneWay
        && (call.From.Process.IsDead || call.Answer.Task.IsCompleted)
        && world.Oracle[call.Account].Find(call.Delivery.Id) is null;

    private void LandLate(Call call)
    {
        if (IsTooLate(call) || IsReplaced(call)) _late.Remove(call);
        else if (world.Plan.IsOrderly && world.Mail.IsOnTheWay(id, call.Account, call.Delivery.Id.Meeting))
            world.After(TimeSpan.FromMilliseconds(50), () => LandLate(call));
        else if (_late.Remove(call)) Land(call);
    }

    private void Say(Call call, PartyAnswer answer) => world.After(Latency(call), () => call.Answer.TrySetResult(answer));

    private void Land(Call call)
    {
        var d = call.Delivery;
        if (!_taken.Add(d.IdempotencyKey)) return;
        world.Trace?.Add(world.Now, $"{id} takes {d.Id} over");
        Hold(call.Account, d.Id.Meeting, d.Content, d.Operation, d.Data);
        if (call.Dice.Chance(world.Plan.Troubles.Echo)) world.Reporting.Echo(this, call);
    }

    private void Hold(AccountId account, MeetingId meeting, ContentHash content, Operation operation, JsonData data)
    {
        var revision = Find(account, meeting)?.Revision ?? 0;
        _records[(account, meeting)] = new(content, operation, data, Clock) { Revision = revision };
    }

    private static CallKind Weighted(Dice dice)
    {
        var left = dice.Next(Kinds.Sum(k => k.Weight));
        foreach (var (kind, weight) in Kinds)
            if ((left -= weight) < 0) return kind;
        return CallKind.Fine;
    }

    /// <summary>What a party holds of one registration.</summary>
    public sealed record Record(ContentHash Content, Operation Operation, JsonData Data, DateTimeOffset ChangedAt)
    {
        public long Revision { get; set; }
    }
}
