using StackExchange.Redis;

namespace ActorSync.Redis;

/// <summary>A mutex that was taken. Disposing it gives it back; where that fails, it comes free when its lease ends.</summary>
public sealed class MutexHold : IAsyncDisposable
{
    private static readonly string ReleaseScript = Script.Read("Mutex/release.lua");
    private static readonly string ExtendScript = Script.Read("Mutex/extend.lua");

    private readonly RedisConnection _redis;
    private readonly RedisKey _key;
    private readonly string _token;

    internal MutexHold(RedisConnection redis, RedisKey key, string token) => (_redis, _key, _token) = (redis, key, token);

    /// <summary>Lets it last so long from now.</summary>
    /// <returns>False: it is lost, since the lease had ended; the work that it protects must stop.</returns>
    /// <exception cref="StoreUnavailableException">Redis is away; whether the mutex is still held is not known.</exception>
    public async Task<bool> Extend(TimeSpan lease, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lease, TimeSpan.FromMilliseconds(1));
        var milliseconds = (long)lease.TotalMilliseconds;
        return (int)await _redis.Ask(db => db.ScriptEvaluateAsync(ExtendScript, [_key], [_token, milliseconds]), cancellation) == 1;
    }

    /// <summary>Gives it back. Safe to call twice.</summary>
    /// <returns>False: it was lost before.</returns>
    /// <exception cref="StoreUnavailableException">Redis is away; the mutex comes free when its lease ends.</exception>
    public async Task<bool> Release(CancellationToken cancellation) =>
        (int)await _redis.Ask(db => db.ScriptEvaluateAsync(ReleaseScript, [_key], [_token]), cancellation) == 1;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Release(CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The lease ends by itself.
        }
    }
}
