using System.Text;
using Xunit;

namespace ActorSync.Tests;

public sealed class SimulatedPartyTokenTests
{
    private const string Form = "grant_type=client_credentials&client_id=actorsync&client_secret=simulated";

    [Fact]
    public async Task A_token_is_good_for_so_many_calls()
    {
        await using var c = await Caller.Of(new() { TokenCalls = 2 });

        var (token, _) = await Token(c);

        Assert.Equal(
            new List<int> { 201, 200, 401, 401 },
            new List<int> { await Put(c, 1, token), await Put(c, 2, token), await Put(c, 3, token), await Put(c, 3, token) });
        Assert.Equal(200, await Put(c, 3, (await Token(c)).Token));
        Assert.Equal(0, c.Report.Violations);
    }

    [Fact]
    public async Task A_token_is_good_for_so_long()
    {
        var time = new ManualTime();
        await using var c = await Caller.Of(new() { TokenCalls = 100, TokenLifetime = TimeSpan.FromMinutes(10) }, time);

        var (token, lifetime) = await Token(c);

        Assert.Equal(600, lifetime);
        Assert.Equal(201, await Put(c, 1, token));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(401, await Put(c, 2, token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer made-up")]
    [InlineData("Basic eDp5")]
    public async Task Without_a_token_that_it_issued_nobody_gets_in(string? authorization)
    {
        await using var c = await Caller.Of(new() { TokenCalls = 2 });
        using var request = Caller.PutOf("forum", 1);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await c.Send(request);

        Assert.Equal((401, "Bearer"), ((int)response.StatusCode, response.Headers.WwwAuthenticate.Single().Scheme));
        Assert.Empty(c.Party.Held());
    }

    [Theory]
    [InlineData(Form, null, 200)]
    [InlineData("grant_type=client_credentials", "actorsync:simulated", 200)]
    [InlineData("grant_type=client_credentials", "actorsync:wrong", 401)]
    [InlineData("grant_type=client_credentials", null, 401)]
    [InlineData("grant_type=password", "actorsync:simulated", 400)]
    [InlineData("", null, 400)]
    public async Task Tokens_are_for_those_who_know_the_secret(string form, string? basic, int status)
    {
        await using var c = await Caller.Of();

        var authorization = basic is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(basic));
        var answer = await c.Post("/oauth/token", form, authorization);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task The_token_endpoint_has_troubles_of_its_own()
    {
        await using var c = await Caller.Of(new() { TokenErrorPercent = 100 });

        Assert.Equal(503, (await c.Post("/oauth/token", Form)).Status);
    }

    private static async Task<(string Token, long Lifetime)> Token(Caller c)
    {
        var (_, body) = await c.Post("/oauth/token", Form);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        return (body.GetProperty("access_token").GetString()!, body.GetProperty("expires_in").GetInt64());
    }

    private static async Task<int> Put(Caller c, long revision, string token)
    {
        using var request = Caller.PutOf("forum", revision);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await c.Send(request);
        return (int)response.StatusCode;
    }
}
