using ActorSync.Tests.Servers;

namespace ActorSync.Tests.Skipping;

internal sealed class NeedsRedisAttribute() : NeedsAttribute(RedisServer.Missing);
