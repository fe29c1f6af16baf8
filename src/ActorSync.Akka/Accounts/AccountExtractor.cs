using Akka.Cluster.Sharding;

namespace ActorSync.Actors;

/// <summary>Which shard and entity a message is for. The shards are those of the registration log and the delay queue.</summary>
internal sealed class AccountExtractor(ShardMap map) : IMessageExtractor
{
    public string? EntityId(object message) => (message as ToAccount)?.Account.Value;

    public object? EntityMessage(object message) => message;

    public string? ShardId(object message) => message is ToAccount { Account: var account } ? Shard(account) : null;

    public string ShardId(string entityId, object? messageHint = null) => Shard(AccountId.Parse(entityId));

    private string Shard(AccountId account) => map.Of(account).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
