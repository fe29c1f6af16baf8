using ActorSync.Tests.Node.Scenarios;

namespace ActorSync.Tests.Akka;

public sealed class OutageTests() : OutageContract(new AkkaNode());
