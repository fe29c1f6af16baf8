using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Skipping;

namespace ActorSync.Tests.Akka;

[NeedsMariaDb]
public sealed class DatabaseTests() : DatabaseContract(new AkkaNode());
