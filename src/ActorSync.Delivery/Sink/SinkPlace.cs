namespace ActorSync.Delivering;

/// <summary>One place among a party's calls in flight.</summary>
/// <param name="party">Who is called.</param>
/// <param name="attemptTimeout">After which an attempt ends with unknown effect.</param>
/// <param name="leave">Hears once that the place is free, and what the end of its call says of the party; null: there was no call.</param>
/// <param name="time">The machine's, or a test's.</param>
internal sealed class SinkPlace(IParty party, TimeSpan attemptTimeout, Action<PartySign?> leave, TimeProvider time) : ISinkPlace
{
    private PartySign? _sign;
    private bool _left;

    public async Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        var answer = await Answer(account, delivery, cancellation);
        _sign = SignOf(answer);
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
        leave(_sign);
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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A defect of the party's client: nobody knows how far the call came, and the account decides what follows (R16).
            return new(AttemptResult.UnknownEffect) { Detail = $"the call failed in a way that nobody foresaw: {e.Message}" };
        }
    }

    private static PartySign SignOf(PartyAnswer answer) => answer switch
    {
        { Result: AttemptResult.Temporary, Code: 429 } => PartySign.IsBusy,
        { Result: AttemptResult.Temporary or AttemptResult.UnknownEffect } => PartySign.Fails,
        _ => PartySign.Works,
    };
}
