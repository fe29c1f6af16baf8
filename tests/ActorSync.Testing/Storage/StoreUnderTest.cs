namespace ActorSync.Tests.Storage;

/// <summary>What a contract suite runs against: the two seams over one content.</summary>
public sealed record StoreUnderTest(IJournal Journal, IRegistrationLog Log, Func<ValueTask> Close)
{
    /// <summary>How many shards every store under test has.</summary>
    public const int Shards = 4;
}
