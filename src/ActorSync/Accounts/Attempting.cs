using static ActorSync.AccountEvent;

namespace ActorSync;

/// <summary>What follows from the end of a call (R11, R16).</summary>
internal static class Attempting
{
    public static Answer Decide(Draft draft, AccountCommand.FinishAttempt command)
    {
        if (draft.State.Find(command.Delivery) is not { } delivery) return Answer.Noted.Instance;
        var attempt = command.Attempt;
        if (attempt.Result is not AttemptResult.Delivered) Fail(draft, delivery, attempt, command.Chance);
        else if (delivery.IsOutdated) Fail(draft, delivery, attempt with { Result = AttemptResult.UnknownEffect }, command.Chance);
        else draft.Emit(new Delivered(delivery.Id, attempt) { At = draft.Now });
        Settling.Settle(draft, delivery.Id.Meeting);
        return Answer.Noted.Instance;
    }

    private static void Fail(Draft draft, Delivery delivery, Attempt attempt, double chance)
    {
        var failures = delivery.Failures + 1;
        var rules = draft.Rules.Of(delivery.Link);
        var wait = rules?.BackOff.Wait(failures, chance, attempt.RetryAfter) ?? TimeSpan.Zero;
        draft.Emit(new AttemptFailed(delivery.Id, attempt, draft.Now + wait) { At = draft.Now });

        // A newer revision takes its place, failed for good or not (R11); settling sees to that.
        if (draft.State[delivery.Id.Meeting].Current(delivery.Id.To)?.Id != delivery.Id) return;
        if (attempt.Result is AttemptResult.Permanent) Park(draft, delivery, ParkReason.Rejected, attempt);
        else if (failures >= rules?.MaxAttempts) Park(draft, delivery, ParkReason.Exhausted, attempt);
    }

    private static void Park(Draft draft, Delivery delivery, ParkReason reason, Attempt attempt) =>
        draft.Emit(new DeliveryParked(delivery.Id, reason, attempt.Response) { At = draft.Now });
}
