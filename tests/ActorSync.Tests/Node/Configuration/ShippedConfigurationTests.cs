using ActorSync.Node.Configuration;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

public sealed class ShippedConfigurationTests
{
    [Theory]
    [InlineData("node.conf")]
    [InlineData("mysql-redis.conf")]
    public void A_configuration_that_is_shipped_has_no_faults(string file)
    {
        List<string> unused = [];

        var settings = NodeConfiguration.Read(
            Path.Combine(AppContext.BaseDirectory, "hocon", file), [], new Dictionary<string, string>(), unused);

        Assert.Equal(2, settings.Parties.Count);
        Assert.Empty(unused);
    }

    [Fact]
    public void The_configuration_for_production_takes_its_passwords_from_the_environment()
    {
        var environment = new Dictionary<string, string> { ["MYSQL_HOST"] = "db", ["MYSQL_PASSWORD"] = "one", ["REDIS_PASSWORD"] = "two" };

        var settings = NodeConfiguration.Read(Path.Combine(AppContext.BaseDirectory, "hocon", "mysql-redis.conf"), [], environment, []);

        var store = Assert.IsType<StoreSettings.InMySql>(settings.Store).Server;
        Assert.Equal(("db", "one"), (store.Host, store.Password));
        Assert.Equal("two", Assert.IsType<DelaySettings.InRedis>(settings.Delay).Server.Password);
    }
}
