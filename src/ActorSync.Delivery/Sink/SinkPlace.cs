namespace ActorSync.Delivering;

/// <summary>One place among a party's calls in flight.</summary>
internal sealed class SinkPlace(PartySink sink, TimeProvider time) : ISinkPlace
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
        sink.Leave(_failed);
    }

    private async Task<PartyAnswer> Answer(AccountId account, Delivery delivery, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(sink.AttemptTimeout, time);
        using var stop = cancellation.UnsafeRegister(static t => ((CancellationTokenSource)t!).Cancel(), timeout);
        try
        {
            return await sink.Party.Deliver(account, delivery, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(AttemptResult.UnknownEffect) { Detail = $"no answer within {sink.AttemptTimeout.TotalSeconds:0.###} s" };
        }
    }

    /// <summary>A receiver that asks for fewer calls works; one that refuses a record does, too.</summary>
    private static bool SpeaksAgainstParty(PartyAnswer answer) =>
        answer.Result is AttemptResult.UnknownEffect || (answer.Result is AttemptResult.Temporary && answer.Code is not 429);
}
