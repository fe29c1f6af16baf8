namespace ActorSync;

/// <summary>A receiver.</summary>
public interface IParty
{
    /// <summary>
    /// Calls the receiver once. Every failure is a result, none an exception, save cancellation; the caller bounds the time.
    /// The receiver may be called again with the same <see cref="Delivery.IdempotencyKey"/>, after a failure or a crash.
    /// </summary>
    /// <param name="cancellation">The attempt's timeout, or the node's end: what the receiver did with the call is then unknown.</param>
    Task<PartyAnswer> Deliver(AccountId account, Delivery delivery, CancellationToken cancellation);
}
