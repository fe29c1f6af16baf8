using System.Text;

namespace ActorSync;

/// <summary>Which fixed share of the account space an account belongs to. Stored with every row: it must never change.</summary>
/// <param name="Count">From 1 up; fixed when the store is created.</param>
public readonly record struct ShardMap(int Count)
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>
    /// Which of several writers a shard's writes go through: the same for who gathers writes and for who writes them, so that a
    /// transaction is one writer's.
    /// </summary>
    public static int WriterOf(int shard, int writers) => shard % writers;

    /// <summary>FNV-1a (32 bits) of the account's UTF-8 bytes, modulo the count.</summary>
    public int Of(AccountId account)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(IdText.MaxLength)];
        var hash = FnvOffset;
        foreach (var b in utf8[..Encoding.UTF8.GetBytes(account.Value, utf8)]) hash = unchecked((hash ^ b) * FnvPrime);
        return (int)(hash % (uint)Count);
    }
}
