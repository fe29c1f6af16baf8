namespace ActorSync.Delivering;

/// <summary>One place among a party's calls in flight.</summary>
/// <param name="party">Who is called.</param>
/// <param name="attemptTimeout">After which an attempt ends with unknown effect.</param>
/// <param name="leave">Hears once that the place is free, and whether its call spoke against the party; null: there was no call.</param>
/// <param name="time">The machine's, or a test's.</param>
internal sealed class SinkPlace(IParty party, TimeSpan attemptTimeout, Action<bool?> leave, TimeProvider time) : ISinkPlace
{
    private bool? _failed;
    private bool _left;

    public async Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        var answer = await Answer(account, delivery, cancellation);
        _failed = SpeaksAgainstParty(answer);
        return new()
        {
            Number = delivery.Attempts + 1,
            StartedAt = startedAt,
            Took = time.GetElapsedTime(started),
            Result = answer.Result,
            Code = answer.Code,
            Detail = answer.Detail,
            RetryAfter = answer.RetryAfter,
        };
    }

    public void Dispose()
    {
        if (_left) return;
        _left = true;
        leave(_failed);
    }

    private async Task<PartyAnswer> Answer(AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(attemptTimeout, time);
        using var stop = cancellation.UnsafeRegister(static t => ((CancellationTokenSource)t!).Cancel(), timeout);
        try
        {
            return await party.Deliver(account, delivery, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(AttemptResult.UnknownEffect) { Detail = $"no answer within {attemptTimeout.TotalSeconds:0.###} s" };
        }
    }

    /// <summary>A receiver that asks for fewer calls works; one that refuses a record does, too.</summary>
    private static bool SpeaksAgainstParty(PartyAnswer answer) =>
        answer.Result is AttemptResult.UnknownEffect || (answer.Result is AttemptResult.Temporary && answer.Code is not 429);
}
