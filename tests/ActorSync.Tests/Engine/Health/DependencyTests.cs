using ActorSync.Engine;
using ActorSync.Tests.Node;
using Xunit;

namespace ActorSync.Tests.Engine.Health;

public sealed class DependencyTests
{
    [Theory]
    [InlineData("the store", "Waiting for the store: locked")]
    [InlineData("the store's answers", "Waiting for the store's answers: locked")]
    [InlineData("the delay queue", "Waiting for the delay queue: locked")]
    public void What_is_waited_for_is_told_by_its_name_and_once(string name, string line)
    {
        using var logs = new CapturedLogs();
        var dependency = new Dependency(name);

        for (var i = 0; i < 3; i++) Log.Away(logs.CreateLogger(""), dependency, "locked");

        Assert.Equal(line, Assert.Single(logs.Lines).Trim());
    }
}
