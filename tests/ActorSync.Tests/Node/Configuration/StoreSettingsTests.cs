using ActorSync.Hocon;
using ActorSync.Node.Configuration;
using ActorSync.Storage;
using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Configuration;

public sealed class StoreSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_store_is_embedded_unless_it_is_said_otherwise()
    {
        var settings = Read("");

        Assert.EndsWith("data/actorsync.db", Assert.IsType<StoreSettings.Embedded>(settings.Store).File.Path, StringComparison.Ordinal);
        Assert.Equal(1, settings.Engine.Writers);
    }

    [Fact]
    public void MySql_has_defaults_for_everything()
    {
        var settings = Read("engine.shards = 8, store.type = mysql");
        var server = Assert.IsType<StoreSettings.InMySql>(settings.Store).Server;

        Assert.Equal(
            ("127.0.0.1", 3306, "actorsync", "actorsync", ""),
            (server.Host, server.Port, server.Database, server.User, server.Password));
        Assert.Equal(MySqlTls.Preferred, server.Tls);
        Assert.Equal((4, 4, 8), (server.Writers, server.Readers, server.Shards));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)), (server.ConnectTimeout, server.CommandTimeout));
        Assert.Equal(4, settings.Engine.Writers);
    }

    [Fact]
    public void The_password_comes_from_the_environment_and_is_not_shown()
    {
        var store = Assert.IsType<StoreSettings.InMySql>(Read("store.type = mysql", ("ACTORSYNC_STORE_MYSQL_PASSWORD", "secret")).Store);

        Assert.Equal("secret", store.Server.Password);
        Assert.DoesNotContain("secret", store.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once_with_their_full_keys()
    {
        var faults = Assert.Throws<HoconException>(() => Read("""
            store { type = mysql, mysql {
              host = "a b", port = 0, database = "a`b", user = "", password = "secret", tls = maybe, writers = 65, readers = 0,
              connect-timeout = 1500ms, command-timeout = 1h } }
            """)).Faults;

        string[] keys = ["command-timeout", "connect-timeout", "database", "host", "port", "readers", "tls", "user", "writers"];
        Assert.Equal(keys.Select(k => $"actorsync.store.mysql.{k}"), faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(faults, f => f.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("type = paper", "actorsync.store.type")]
    [InlineData("embedded.path = \"\"", "actorsync.store.embedded.path")]
    public void A_store_that_cannot_be_is_a_fault(string store, string key) =>
        Assert.Equal(key, Assert.Single(Assert.Throws<HoconException>(() => Read($"store {{ {store} }}")).Faults).Key);

    [Fact]
    public void Delays_are_kept_in_MySql_beside_the_store_only()
    {
        var delay = Assert.IsType<DelaySettings.InMySql>(
            Read("store { type = mysql, mysql.host = db }, delay { type = mysql, lease = 5s }").Delay);

        Assert.Equal(("db", TimeSpan.FromSeconds(5)), (delay.Server.Host, delay.Lease));
        Assert.Equal("actorsync.delay.type", Assert.Single(Assert.Throws<HoconException>(() => Read("delay.type = mysql")).Faults).Key);
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
