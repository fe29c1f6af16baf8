using System.Security.Cryptography;
using StackExchange.Redis;

namespace ActorSync.Redis;

/// <summary>
/// One holder for each account at a time, for work outside the actors that must exclude its like (S5): a batch that corrects an
/// account by hand, a job that must not run twice.
/// </summary>
/// <remarks>
/// It excludes as long as the lease lasts and Redis stands. A holder that is held up longer than its lease has lost the mutex
/// without noticing, and a Redis that loses its memory forgets who holds it: what must be safe beyond that needs the journal's
/// fencing, which the actors have.
/// </remarks>
public sealed class AccountMutex(RedisConnection redis)
{
    private const int TokenLength = 32;

    /// <summary>Takes the mutex, unless somebody holds it. Does not wait.</summary>
    /// <param name="lease">How long it is held unless it is extended; from 1 ms up.</param>
    /// <returns>Null: somebody else holds it.</returns>
    /// <exception cref="StoreUnavailableException">
    /// Redis is away. Whether the mutex was taken is not known; if it was, it comes free when the lease ends.
    /// </exception>
    public async Task<MutexHold?> TryTake(AccountId account, TimeSpan lease, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lease, TimeSpan.FromMilliseconds(1));
        RedisKey key = redis.Key($"mutex:{account}");
        var token = RandomNumberGenerator.GetHexString(TokenLength);
        var taken = await redis.Ask(db => db.StringSetAsync(key, token, lease, When.NotExists), cancellation);
        return taken ? new(redis, key, token) : null;
    }
}
