using StackExchange.Redis;

namespace ActorSync.Peers.RedisPoller;

/// <summary>`SET NX PX` with a token, given back by compare and delete.</summary>
internal sealed class AccountLock(IDatabase redis, string account)
{
    private readonly RedisKey _key = $"lock:{account}";
    private readonly string _token = Guid.NewGuid().ToString("N");

    /// <returns>Whether nobody else has it.</returns>
    public Task<bool> Take() => redis.StringSetAsync(_key, _token, WaitingSet.Claim, When.NotExists);

    public Task Release() => redis.ScriptEvaluateAsync(Scripts.Unlock, [_key], [_token]);
}
