namespace ActorSync.Tests.Node.Scenarios;

public sealed class ForumTests() : ForumContract(new EmbeddedEngine());
