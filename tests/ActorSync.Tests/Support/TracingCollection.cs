using Xunit;

namespace ActorSync.Tests.Support;

/// <summary>Whoever records calls records those of the whole process: these tests run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class TracingCollection
{
    public const string Name = "tracing";
}
