using System.Text;

namespace ActorSync.Tests.Simulation;

/// <summary>
/// What holds whenever a call leaves. Calls of a process that has lost its shards and does not know it yet are not among them.
/// </summary>
internal sealed class StartChecks(Oracle oracle)
{
    private readonly Dictionary<string, (DeliveryId, int Edition, int Renewals)> _keys = [];
    private readonly Dictionary<(DeliveryId, int Edition, int Renewals), string> _keyOf = [];

    /// <param name="inFlight">The calls that the same process has under way.</param>
    public void Check(AccountId account, Delivery call, IReadOnlyCollection<(AccountId Account, Delivery Call)> inFlight)
    {
        var book = oracle[account];
        if (book.Find(call.Id) is not { } d)
        {
            oracle.Fail("R19", $"{call.Id} leaves, and has an outcome already");
            return;
        }
        Key(d, call);
        Link(account, call, inFlight);
        Turn(book, d, inFlight);
        Gate(book, d);
        Newest(book, d);
        Held(book, d);
        d.WasCalled = d.IsUnderWay = true;
        book.At(d.Id).Called(d);
    }

    /// <summary>A call of a process that does not know yet that it has lost the account.</summary>
    public void Note(AccountId account, Delivery call)
    {
        oracle[account][call.Id.Meeting].WasMeddledWith = true;
        if (oracle[account].Find(call.Id) is { } d && (d.Edition, d.Renewals) == (call.Edition, call.Renewals)) Key(d, call);
    }

    /// <summary>R15.</summary>
    private void Key(DeliveryBook d, Delivery call)
    {
        var key = call.IdempotencyKey;
        var request = (d.Id, d.Edition, d.Renewals);
        oracle.Expect(Ascii.IsValid(key) && key.Length is > 0 and <= 255, "R15", $"'{key}' is no idempotency key");
        oracle.Expect(
            (_keyOf.TryAdd(request, key) ? key : _keyOf[request]) == key, "R15", $"{d.Id} has two keys, '{_keyOf[request]}' and '{key}'");
        oracle.Expect((_keys.TryAdd(key, request) ? request : _keys[key]) == request, "R15", $"'{key}' is the key of two requests");
        d.Key = key;
    }

    /// <summary>R6.</summary>
    private void Link(AccountId account, Delivery call, IReadOnlyCollection<(AccountId Account, Delivery Call)> inFlight)
    {
        oracle.Expect(
            !inFlight.Any(c => c.Account == account && c.Call.Link == call.Link), "R6", $"{call.Id} leaves while {call.Link} is in use");
        oracle.Expect(
            inFlight.Count(c => c.Call.Id.To == call.Id.To) < oracle.Plan.Sink.MaxInFlight, "R17",
            $"{call.Id} leaves although {call.Id.To} is called as often as it may be");
    }

    /// <summary>R8a, R9, R16.</summary>
    private void Turn(AccountBook book, DeliveryBook d, IReadOnlyCollection<(AccountId Account, Delivery Call)> inFlight)
    {
        oracle.Expect(d.IsReady, "R11", $"{d.Id} leaves although it is {(d.Parked is { } reason ? $"parked as {reason}" : "gated")}");
        oracle.Expect(d.NotBefore <= oracle.Now, "R8a", $"{d.Id} leaves at {oracle.Now:O}, before {d.NotBefore:O}");
        oracle.Expect(!(d.Failures >= oracle.Rules.Of(d.Link)?.MaxAttempts), "R16", $"{d.Id} leaves after {d.Failures} failed attempts");
        if (d.Main is null) return;
        foreach (var o in book.Open)
            if (o.Main is null && o.Link == d.Link && o.IsReady && o.NotBefore <= oracle.Now
                && !inFlight.Any(c => c.Account == book.Id && c.Call.Id.To == o.Id.To && c.Call.Id.Meeting == o.Id.Meeting))
                oracle.Fail("R9", $"{d.Id} leaves before {o.Id}, a main meeting's");
    }

    /// <summary>R7.</summary>
    private void Gate(AccountBook book, DeliveryBook d)
    {
        if (d.Main is not { } main || d.Operation is Operation.Cancel || d.IsReleased || oracle.Rules.Of(d.Link) is not { MainFirst: true })
            return;
        var at = book[main][d.Id.To];
        oracle.Expect(at.HoldsMain || at.IsWaived, "R7", $"{d.Id} leaves before {main} is done at {d.Id.To}");
        oracle.Expect(
            !book.IsBeingCancelled(main, d.Id.To) || at.IsWaived, "R7", $"{d.Id} leaves although {main} is to be cancelled at {d.Id.To}");
    }

    /// <summary>R10.</summary>
    private void Newest(AccountBook book, DeliveryBook d)
    {
        var origin = d.Id.Submission.Origin;
        oracle.Expect(
            d.Revision >= book.At(d.Id).NewestCalled(origin), "R10",
            $"{d.Id} of revision {d.Revision} leaves after revision {book.At(d.Id).NewestCalled(origin)}");
        foreach (var o in book.Open)
        {
            var isSibling = o.Id.Meeting == d.Id.Meeting && o.Id.To == d.Id.To && o.Id.Submission.Origin == origin;
            if (isSibling && o.Revision > d.Revision && !o.IsAside) oracle.Fail("R10", $"{d.Id} leaves although {o.Id} is newer");
        }
    }

    /// <summary>R12a.</summary>
    private void Held(AccountBook book, DeliveryBook d)
    {
        var at = book.At(d.Id);
        oracle.Expect(!(at.IsSure && at.Said == d.Content), "R12a", $"{d.Id} leaves although {d.Id.To} holds its content");
    }
}
