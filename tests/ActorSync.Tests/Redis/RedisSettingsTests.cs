using System.Net;
using ActorSync.Redis;
using Xunit;

namespace ActorSync.Tests.Redis;

public sealed class RedisSettingsTests
{
    private static readonly RedisConfiguration Said = new()
    {
        Endpoints = ["127.0.0.1:6379"],
        Password = "",
        Tls = false,
        Database = 0,
        KeyPrefix = "actorsync",
        ConnectTimeout = TimeSpan.FromSeconds(2),
        CallTimeout = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public void Endpoints_are_addresses_or_names_each_with_a_port()
    {
        var settings = RedisSettings.Read(Said with { Endpoints = ["10.0.0.1:6379", "redis-1.local:7000", "[::1]:6380"] }).Settings!;

        Assert.Equal(
            [
                new IPEndPoint(IPAddress.Parse("10.0.0.1"), 6379), new DnsEndPoint("redis-1.local", 7000),
                new IPEndPoint(IPAddress.IPv6Loopback, 6380),
            ],
            settings.Endpoints);
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:6379/1")]
    [InlineData("redis://127.0.0.1:6379")]
    [InlineData("user@127.0.0.1:6379")]
    [InlineData("a b:6379")]
    public void An_endpoint_that_is_none_is_a_fault(string endpoint)
    {
        var fault = Assert.Single(RedisSettings.Read(Said with { Endpoints = ["127.0.0.1:6379", endpoint] }).Faults);

        Assert.Equal("/endpoints/1", fault.Pointer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("with{brace")]
    [InlineData("ünicode")]
    public void A_prefix_that_would_break_keys_is_a_fault(string prefix) =>
        Assert.Equal("/keyPrefix", Assert.Single(RedisSettings.Read(Said with { KeyPrefix = prefix }).Faults).Pointer);

    [Fact]
    public void No_password_is_said_by_an_empty_one()
    {
        Assert.Null(RedisSettings.Read(Said).Settings!.Password);
        Assert.Equal("secret", RedisSettings.Read(Said with { Password = "secret" }).Settings!.Password);
    }

    [Fact]
    public void All_faults_are_found_at_once()
    {
        var reading = RedisSettings.Read(new()
        {
            Endpoints = [], Password = "", Tls = false, Database = 16, KeyPrefix = "",
            ConnectTimeout = TimeSpan.Zero, CallTimeout = TimeSpan.FromHours(1),
        });

        Assert.Null(reading.Settings);
        Assert.Equal(["/endpoints", "/database", "/keyPrefix", "/connectTimeout", "/callTimeout"], reading.Faults.Select(f => f.Pointer));
    }
}
