using StackExchange.Redis;

namespace ActorSync.Redis;

/// <summary>What the claim script answers for a shard.</summary>
/// <param name="Kept">Whether the shard holds all that was ever put in.</param>
/// <param name="Next">When something of it is due or a lease ends; null: nothing is there.</param>
internal readonly record struct ClaimAnswer(bool Kept, DateTimeOffset? Next)
{
    private static readonly long Last = Milliseconds.Of(DateTimeOffset.MaxValue);

    /// <param name="shard">Whose answer it is.</param>
    /// <param name="result">As the script returned it.</param>
    /// <param name="claimed">Gets what was leased.</param>
    /// <param name="strange">Gets leased members that are no entries of a queue.</param>
    public static ClaimAnswer Read(
        int shard, RedisResult result, List<DelayEntry> claimed, List<(int Shard, RedisValue Member)> strange)
    {
        var answer = (RedisResult[])result!;
        for (var i = 2; i < answer.Length; i += 3)
            if (Entry(shard, answer[i], answer[i + 1], answer[i + 2]) is { } entry) claimed.Add(entry);
            else strange.Add((shard, (RedisValue)answer[i]));
        var next = (long)answer[1];
        return new((int)answer[0] == 1, next < 0 ? null : Milliseconds.Time(Math.Min(next, Last)));
    }

    /// <returns>Null: the member is no account, or stands at no time. Whoever else has written to the set put it there.</returns>
    private static DelayEntry? Entry(int shard, RedisResult account, RedisResult due, RedisResult lease)
    {
        try
        {
            return new(shard, AccountId.Parse((string?)account), Milliseconds.Time((long)due)) { Lease = (long)lease };
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
