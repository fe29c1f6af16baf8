using Xunit;

namespace ActorSync.Tests.Servers;

/// <summary>Tests that share the one <see cref="MariaDb"/>, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class MariaDbCollection : ICollectionFixture<MariaDb>
{
    public const string Name = "MariaDB";
}
