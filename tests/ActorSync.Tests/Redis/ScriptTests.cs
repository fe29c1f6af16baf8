using ActorSync.Redis;
using Xunit;

namespace ActorSync.Tests.Redis;

public sealed class ScriptTests
{
    public static TheoryData<string> Files =>
        [.. typeof(RedisConnection).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_script_begins_with_its_keys_its_arguments_and_what_it_returns(string file)
    {
        var head = Script.Read(file).Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();

        Assert.Contains(head, line => line.Contains("KEYS[1]", StringComparison.Ordinal));
        Assert.Contains(head, line => line.Contains("ARGV", StringComparison.Ordinal));
        Assert.Contains(head, line => line.StartsWith("-- Returns", StringComparison.Ordinal));
    }

    [Fact]
    public void A_script_that_does_not_exist_is_named() =>
        Assert.Contains(
            "Delays/nothing.lua",
            Assert.Throws<ArgumentException>(() => Script.Read("Delays/nothing.lua")).Message, StringComparison.Ordinal);
}
