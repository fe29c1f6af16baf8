namespace ActorSync.Tests.Simulation;

/// <summary>What holds for what comes of a call (R11, R12, R16, R19).</summary>
internal static class OutcomeChecks
{
    public static void Check(Oracle oracle, AccountBook book, AccountEvent.Delivered e)
    {
        if (Open(oracle, book, e.Delivery) is not { } d) return;
        oracle.Expect(
            d.Key is { } key && oracle.WasTaken(e.Delivery.To, key), "R19",
            $"{e.Delivery} is done, and {e.Delivery.To} has not taken it over");
        oracle.Expect(e.Attempt.Number == d.Attempts + 1, "R20", $"{e.Delivery} is done by attempt {e.Attempt.Number} after {d.Attempts}");
    }

    public static void Check(Oracle oracle, AccountBook book, AccountEvent.AttemptFailed e)
    {
        if (Open(oracle, book, e.Delivery) is not { } d || oracle.Rules.Of(d.Link) is not { } link) return;
        oracle.Expect(e.Attempt.Number == d.Attempts + 1, "R20", $"{e.Delivery} fails at attempt {e.Attempt.Number} after {d.Attempts}");
        var wait = e.RetryAt - e.At;
        var asked = e.Attempt.RetryAfter ?? TimeSpan.Zero;
        var longest = Math.Min(link.BackOff.Max.Ticks, link.BackOff.First.Ticks << Math.Min(d.Failures, 30));
        oracle.Expect(wait >= asked, "R16", $"{e.Delivery} is tried again after {wait}, and {asked} was asked for");
        oracle.Expect(wait.Ticks <= Math.Max(longest, asked.Ticks), "R16", $"{e.Delivery} waits {wait}, longer than the back-off allows");
    }

    public static void Check(Oracle oracle, AccountBook book, AccountEvent.DeliveryParked e)
    {
        if (Open(oracle, book, e.Delivery) is not { } d) return;
        var right = e.Reason switch
        {
            ParkReason.MainMissing => d.Main is not null && e.At >= d.GateUntil,
            ParkReason.Exhausted => d.Failures >= oracle.Rules.Of(d.Link)?.MaxAttempts,
            ParkReason.Rejected => d.WasRefused,
            ParkReason.Crossing => true,
            _ => false,
        };
        oracle.Expect(right, "R11", $"{e.Delivery} is parked as {e.Reason} after {d.Failures} failures, gated until {d.GateUntil:O}");
    }

    /// <summary>R12a, R12b.</summary>
    public static void Said(Oracle oracle, AccountBook book, DeliveryId id)
    {
        if (Open(oracle, book, id) is { } d)
            oracle.Expect(
                book.At(id).Said == d.Content, "R12a", $"{id} ends without a call, and {id.To} has not said that it holds its content");
    }

    private static DeliveryBook? Open(Oracle oracle, AccountBook book, DeliveryId id)
    {
        var d = book.Find(id);
        oracle.Expect(d is not null, "R19", $"{id} has an outcome already");
        return d;
    }
}
