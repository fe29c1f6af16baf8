using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

public sealed class HttpPartySettingsTests
{
    private static readonly HttpPartyConfiguration Sound = SomeParty.Said("https://hub.example:8443/api");

    [Fact]
    public void What_is_not_said_is_as_the_party_contract_has_it()
    {
        var settings = HttpPartySettings.Read(Sound).Settings!;

        Assert.Equal("Idempotency-Key", settings.IdempotencyHeader);
        Assert.Equal(new HttpBodyFields(), settings.Fields);
        Assert.Empty(settings.Headers);
        Assert.False(settings.Http2);
        Assert.False(settings.UseProxy);
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var reading = HttpPartySettings.Read(new()
        {
            BaseUrl = "hub.example",
            Deliver = new() { Method = "GET", Path = "accounts" },
            Cancel = new() { Method = "DELETE", Path = "/{who}" },
            Fields = new() { Account = "", Meeting = "same", Origin = "same" },
            IdempotencyHeader = "two words",
            Headers = new Dictionary<string, string> { ["Host"] = "x", ["X-Line"] = "a\r\nb" },
            MaxConnections = 0,
            ConnectTimeout = TimeSpan.Zero,
        });

        Assert.Null(reading.Settings);
        Assert.Equal(
            [
                "/baseUrl", "/deliver/method", "/deliver/path", "/cancel/path", "/fields/account", "/fields/origin",
                "/idempotencyHeader", "/headers/Host", "/headers/X-Line", "/maxConnections", "/connectTimeout",
            ],
            reading.Faults.Select(f => f.Pointer));
    }

    [Theory]
    [InlineData("", "found nothing")]
    [InlineData("ftp://hub", "found ftp://hub")]
    [InlineData("ftp://me:pass@hub", "found hub")]
    [InlineData("/api", "found /api")]
    [InlineData("http://hub?key=1", "no query")]
    [InlineData("http://hub#x", "no fragment")]
    [InlineData("http://me:pass@hub", "no user")]
    public void The_base_url_is_an_address_alone(string url, string detail)
    {
        var fault = Assert.Single(HttpPartySettings.Read(Sound with { BaseUrl = url }).Faults);

        Assert.Equal("/baseUrl", fault.Pointer);
        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts", "from its first /")]
    [InlineData("/{account", "other half")]
    [InlineData("/account}", "other half")]
    [InlineData("/{}", "placeholders")]
    [InlineData("/{Account}", "placeholders")]
    [InlineData("/论坛", "percent-encoded")]
    [InlineData("/a b", "percent-encoded")]
    [InlineData("/a#b", "percent-encoded")]
    [InlineData("/../{account}", "no segment")]
    public void A_path_is_checked_before_it_is_used(string path, string detail)
    {
        var fault = Assert.Single(HttpPartySettings.Read(Sound with { Deliver = new() { Method = "PUT", Path = path } }).Faults);

        Assert.Contains(detail, fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/{account}")]
    [InlineData("/{account}{meeting}")]
    [InlineData("/%E8%AE%BA?a={origin}&m={mainMeeting}")]
    public void These_are_paths(string path) =>
        Assert.Empty(HttpPartySettings.Read(Sound with { Deliver = new() { Method = "PUT", Path = path } }).Faults);

    [Theory]
    [InlineData(1, true)]
    [InlineData(10_000, true)]
    [InlineData(0, false)]
    [InlineData(10_001, false)]
    public void Connections_have_a_range(int connections, bool sound) =>
        Assert.Equal(sound, HttpPartySettings.Read(Sound with { MaxConnections = connections }).Faults.Count == 0);

    [Theory]
    [InlineData(0.001, true)]
    [InlineData(600, true)]
    [InlineData(-1, false)]
    [InlineData(600.001, false)]
    public void The_connect_timeout_has_a_range(double seconds, bool sound) =>
        Assert.Equal(sound, HttpPartySettings.Read(Sound with { ConnectTimeout = TimeSpan.FromSeconds(seconds) }).Faults.Count == 0);

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("content-encoding")]
    [InlineData("Content-Anything")]
    [InlineData("Expires")]
    [InlineData("Last-Modified")]
    [InlineData("Allow")]
    [InlineData("User-Agent")]
    [InlineData("Date")]
    [InlineData("If-None-Match")]
    [InlineData("Accept")]
    [InlineData("accept-language")]
    [InlineData("Authorization")]
    [InlineData("Host")]
    public void A_header_with_a_meaning_of_its_own_carries_no_idempotency_key(string name)
    {
        var fault = Assert.Single(HttpPartySettings.Read(Sound with { IdempotencyHeader = name }).Faults);

        Assert.Equal(("/idempotencyHeader", $"expected a header that is free to use, found {name}"), (fault.Pointer, fault.Detail));
    }

    [Theory]
    [InlineData("X-Request-Id")]
    [InlineData("Request-Id")]
    [InlineData("Key")]
    public void Other_headers_may_carry_the_idempotency_key(string name) =>
        Assert.Empty(HttpPartySettings.Read(Sound with { IdempotencyHeader = name }).Faults);

    [Theory]
    [InlineData("Content-Type", "application/vnd.hub+json")]
    [InlineData("Accept", "application/json")]
    [InlineData("User-Agent", "hub")]
    public void What_carries_no_key_may_still_be_sent(string name, string value) =>
        Assert.Empty(HttpPartySettings.Read(Sound with { Headers = new Dictionary<string, string> { [name] = value } }).Faults);

    [Fact]
    public void A_header_is_given_once() =>
        Assert.Equal(
            ["/headers/idempotency-key", "/headers/x-a"],
            HttpPartySettings.Read(Sound with
            {
                Headers = new Dictionary<string, string> { ["idempotency-key"] = "1", ["X-A"] = "1", ["x-a"] = "2" },
            }).Faults.Select(f => f.Pointer));
}
