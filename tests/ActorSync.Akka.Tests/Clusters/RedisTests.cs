using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Skipping;

namespace ActorSync.Tests.Akka;

[NeedsMariaDb]
[NeedsRedis]
public sealed class RedisTests() : RedisContract(new AkkaNode());
