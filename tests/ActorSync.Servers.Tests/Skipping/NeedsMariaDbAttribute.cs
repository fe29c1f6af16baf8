using ActorSync.Tests.Servers;

namespace ActorSync.Tests.Skipping;

internal sealed class NeedsMariaDbAttribute() : NeedsAttribute(DatabaseServer.Missing);
