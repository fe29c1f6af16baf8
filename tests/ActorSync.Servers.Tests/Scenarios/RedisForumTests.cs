using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Skipping;

namespace ActorSync.Tests.Scenarios;

[NeedsMariaDb]
[NeedsRedis]
public sealed class RedisForumTests() : RedisContract(new EmbeddedEngine());
