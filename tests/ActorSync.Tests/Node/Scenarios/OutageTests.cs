namespace ActorSync.Tests.Node.Scenarios;

public sealed class OutageTests() : OutageContract(new EmbeddedEngine());
