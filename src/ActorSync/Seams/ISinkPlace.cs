namespace ActorSync;

/// <summary>Room for one call. Disposing it makes room for the next; one that was never used costs nothing.</summary>
public interface ISinkPlace : IDisposable
{
    /// <summary>Calls the receiver once, within the attempt timeout. Every failure is a result; only cancellation throws.</summary>
    Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation);
}
