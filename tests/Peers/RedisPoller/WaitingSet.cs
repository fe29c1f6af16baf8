using StackExchange.Redis;

namespace ActorSync.Peers.RedisPoller;

/// <summary>The ZSET by due time, and the one of what is claimed, by the end of the claim.</summary>
internal sealed class WaitingSet(IDatabase redis, TimeProvider time)
{
    /// <summary>How long a claim holds, and with it an account's lock: longer than a call may take.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Remember = TimeSpan.FromDays(1);
    private static readonly RedisKey Waiting = "waiting";
    private static readonly RedisKey Claimed = "claimed";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task Add(IReadOnlyList<Submission> submissions) => redis.ScriptEvaluateAsync(Scripts.Add, [Waiting],
        [Now, (long)Remember.TotalSeconds, .. submissions.SelectMany(s => new RedisValue[] { s.Key, s.Line })]);

    public async Task<IReadOnlyList<Submission>> ClaimDue(int limit)
    {
        var lines = await redis.ScriptEvaluateAsync(Scripts.Claim, [Waiting, Claimed], [Now, Now + (long)Claim.TotalMilliseconds, limit]);
        return [.. ((string[])lines!).Select(Submission.Parse)];
    }

    public Task Later(Submission submission, TimeSpan wait) =>
        redis.ScriptEvaluateAsync(Scripts.Later, [Waiting, Claimed], [submission.Key, Now + (long)wait.TotalMilliseconds]);

    public Task Finish(Submission submission) => redis.SortedSetRemoveAsync(Claimed, submission.Key);
}
