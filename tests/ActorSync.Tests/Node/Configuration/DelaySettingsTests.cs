using ActorSync.Hocon;
using ActorSync.Node.Configuration;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

public sealed class DelaySettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_delay_queue_is_embedded_unless_it_is_said_otherwise() =>
        Assert.IsType<DelaySettings.Embedded>(Read("").Delay);

    [Fact]
    public void Redis_has_defaults_for_everything()
    {
        var redis = Assert.IsType<DelaySettings.InRedis>(Read("delay.type = redis").Delay);

        Assert.Equal(TimeSpan.FromSeconds(30), redis.Lease);
        Assert.Equal("127.0.0.1:6379", Assert.Single(redis.Server.Endpoints).ToString());
        Assert.Null(redis.Server.Password);
        Assert.False(redis.Server.Tls);
        Assert.Equal(0, redis.Server.Database);
        Assert.Equal("actorsync", redis.Server.KeyPrefix);
        Assert.Equal(TimeSpan.FromSeconds(2), redis.Server.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), redis.Server.CallTimeout);
    }

    [Fact]
    public void The_password_comes_from_the_environment()
    {
        var redis = Assert.IsType<DelaySettings.InRedis>(Read("delay.type = redis", ("ACTORSYNC_DELAY_REDIS_PASSWORD", "secret")).Delay);

        Assert.Equal("secret", redis.Server.Password);
    }

    [Fact]
    public void All_faults_are_told_at_once_with_their_full_keys()
    {
        var faults = Assert.Throws<HoconException>(() => Read("""
            delay { type = redis, lease = 10ms, redis { endpoints = ["nowhere"], database = 99, key-prefix = "{}", call-timeout = 2h } }
            """)).Faults;

        Assert.Equal(
            ["delay.lease", "delay.redis.call-timeout", "delay.redis.database", "delay.redis.endpoints.0", "delay.redis.key-prefix"],
            faults.Select(f => f.Key["actorsync.".Length..]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("endpoints = 1", "endpoints")]
    [InlineData("endpoints = [{}]", "endpoints.0")]
    [InlineData("endpoints = []", "endpoints")]
    [InlineData("database = 16", "database")]
    [InlineData("key-prefix = {}", "key-prefix")]
    [InlineData("connect-timeout = 0s", "connect-timeout")]
    [InlineData("call-timeout = soon", "call-timeout")]
    public void What_is_wrong_is_one_fault_whoever_finds_it(string said, string key) =>
        Assert.Equal(
            $"actorsync.delay.redis.{key}",
            Assert.Single(Assert.Throws<HoconException>(() => Read($"delay {{ type = redis, redis {{ {said} }} }}")).Faults).Key);

    [Fact]
    public void A_type_that_does_not_exist_is_a_fault() =>
        Assert.Equal("actorsync.delay.type", Assert.Single(Assert.Throws<HoconException>(() => Read("delay.type = paper")).Faults).Key);

    /// <summary>
    /// A part says itself what it expected and found: its words are not said twice, and secrets in an address not at all.
    /// </summary>
    [Fact]
    public void A_fault_that_a_part_finds_is_told_in_its_words()
    {
        var fault = Assert.Single(Assert.Throws<HoconException>(() => Read("parties.B.base-url = \"ftp://user:secret@host\"")).Faults);

        Assert.EndsWith(
            "actorsync.parties.B.base-url: expected an address such as http://127.0.0.1:5090, found host",
            fault.Message, StringComparison.Ordinal);
    }

    private NodeSettings Read(string config, params (string Variable, string Value)[] environment)
    {
        var file = _folder.File("node.conf");
        File.WriteAllText(file, $$"""
            actorsync {
              parties { B { base-url = "http://127.0.0.1:9" } }
              {{config}}
            }
            """);
        return NodeConfiguration.Read(file, [], environment.ToDictionary(e => e.Variable, e => e.Value), []);
    }
}
