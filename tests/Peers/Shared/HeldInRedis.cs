using System.Globalization;
using StackExchange.Redis;

namespace ActorSync.Peers;

/// <summary>What the receiver is known to hold, in Redis: a hash for each account, revisions by meeting.</summary>
public sealed class HeldInRedis(IDatabase redis)
{
    public async Task<IReadOnlyDictionary<string, long>> Of(string account) =>
        (await redis.HashGetAllAsync(Key(account))).ToDictionary(e => (string)e.Name!, e => (long)e.Value);

    public Task Note(Submission submission) =>
        redis.HashSetAsync(Key(submission.Account), submission.Meeting, submission.Revision.ToString(CultureInfo.InvariantCulture));

    private static RedisKey Key(string account) => $"held:{account}";
}
