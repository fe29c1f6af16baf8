namespace ActorSync.Node.Management;

/// <summary>Who runs the accounts, as far as this node knows. May be asked at any time; a stopping node still answers.</summary>
internal interface IMembership
{
    MembersView Members();

    /// <summary>Which node has which shards; those that nobody has yet are left out.</summary>
    Task<ShardsView> Shards(CancellationToken cancellation);

    /// <summary>Begins what is asked of a member; asking again changes nothing.</summary>
    /// <returns>The answer's status and text.</returns>
    (int Status, string Message) Operate(string name, string operation);
}
