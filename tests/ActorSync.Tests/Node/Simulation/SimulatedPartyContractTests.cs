using System.Net;
using System.Text.Json;
using ActorSync.Node.Simulation;
using Xunit;

namespace ActorSync.Tests;

public sealed class SimulatedPartyContractTests
{
    [Fact]
    public async Task What_is_put_is_held_until_it_is_deleted()
    {
        await using var c = await Caller.Of();

        Assert.Equal(201, await c.Put("forum", 1, data: """{"name":"陈敏"}"""));
        Assert.Equal(200, await c.Put("forum", 2, data: """{"name":"陈洋", "n":1.0}"""));
        var read = await c.Json("/accounts/acc-1/registrations/forum");
        Assert.Equal(
            """{"account":"acc-1","meeting":"forum","operation":"update","revision":2"""
                + ""","occurredAt":"2026-10-08T00:59:14.347Z","origin":"B","data":{"name":"陈洋","n":1.0}}""",
            read.GetRawText());
        Assert.Equal(204, await c.Delete("forum"));
        Assert.Equal(HttpStatusCode.NotFound, (await c.Get("/accounts/acc-1/registrations/forum")).StatusCode);
        Assert.Equal(404, await c.Delete("forum"));
        Assert.Equal(201, await c.Put("forum", 4));
    }

    [Theory]
    [InlineData("forum/dinner")]
    [InlineData("a b?c#d%2F")]
    [InlineData("论坛")]
    public async Task Ids_may_hold_anything(string id)
    {
        await using var c = await Caller.Of();

        Assert.Equal(201, await c.Put(id, 1, account: id));

        Assert.Equal($"{id}|{id}", Assert.Single(c.Party.Held()).Key);
    }

    [Fact]
    public async Task A_sub_waits_for_its_main()
    {
        await using var c = await Caller.Of();

        Assert.Equal(409, await c.Put("dinner", 1, main: "forum"));
        Assert.Empty(c.Party.Held());
        await c.Put("forum", 1);
        Assert.Equal(201, await c.Put("dinner", 1, main: "forum"));
        await c.Delete("forum");
        Assert.Equal(409, await c.Put("dinner", 2, main: "forum"));

        Assert.Equal(["acc-1|dinner"], c.Party.Held().Select(h => h.Key));
        Assert.Equal(2, c.Violations(ViolationKind.SubBeforeMain));
    }

    [Fact]
    public async Task A_party_that_takes_subs_first_still_tells_of_them()
    {
        await using var c = await Caller.With(new SimulatedPartySettings { Name = Some.C, RefuseSubsFirst = false });

        Assert.Equal(201, await c.Put("dinner", 1, main: "forum"));
        Assert.Equal(1, c.Violations(ViolationKind.SubBeforeMain));
    }

    [Fact]
    public async Task Another_accounts_main_opens_nothing()
    {
        await using var c = await Caller.Of();
        await c.Put("forum", 1, account: "acc-2");

        Assert.Equal(409, await c.Put("dinner", 1, main: "forum"));
    }

    [Fact]
    public async Task Pages_come_in_the_order_of_the_keys()
    {
        await using var c = await Caller.Of();
        foreach (var account in new[] { "b", "a", "ab", "a!" }) await c.Put("forum", 1, account: account);
        await c.Put("dinner", 1, account: "a");
        await c.Put("gone", 1, account: "a");
        await c.Delete("gone", account: "a");

        List<string> keys = [];
        for (string? after = ""; after is not null;)
        {
            var page = await c.Json($"/registrations?limit=2&after={Uri.EscapeDataString(after)}");
            keys.AddRange(page.GetProperty("registrations").EnumerateArray()
                .Select(r => $"{r.GetProperty("account")}|{r.GetProperty("meeting")}"));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(["a!|forum", "ab|forum", "a|dinner", "a|forum", "b|forum"], keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"account":"acc-1"}""")]
    [InlineData("""{"account":"other","meeting":"forum","operation":"register","revision":1"""
        + ""","occurredAt":"2026-10-08T00:59:14Z","origin":"B","data":{}}""")]
    [InlineData("""{"account":"acc-1","meeting":"forum","operation":"cancel","revision":1"""
        + ""","occurredAt":"2026-10-08T00:59:14Z","origin":"B","data":{}}""")]
    [InlineData("""{"account":"acc-1","meeting":"forum","operation":"register","revision":"1","""
        + "\"occurredAt\":\"2026-10-08T00:59:14Z\",\"origin\":\"B\",\"data\":{}}")]
    [InlineData("""{"account":"acc-1","meeting":"forum","operation":"register","revision":1"""
        + ""","occurredAt":"2026-10-08T00:59:14Z","origin":"B","data":[]}""")]
    [InlineData("""{"account":"acc-1","meeting":"forum","operation":"register","revision":1"""
        + ""","occurredAt":"2026-10-08T00:59:14Z","origin":"B","data":{}} x""")]
    public async Task What_is_no_registration_is_refused(string body)
    {
        await using var c = await Caller.Of();

        using var response = await c.PutJson("/accounts/acc-1/registrations/forum", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(c.Party.Held());
    }

    [Theory]
    [InlineData("/accounts/a/registrations/b/c", 404)]
    [InlineData("/accounts/a", 404)]
    [InlineData("/accounts//registrations/b", 404)]
    [InlineData("/accounts/a/registrations/", 404)]
    [InlineData("/", 404)]
    [InlineData("/reset", 405)]
    [InlineData("/registrations?limit=0", 400)]
    [InlineData("/registrations?limit=1001", 400)]
    [InlineData("/registrations?limit=1000", 200)]
    public async Task Other_paths_are_refused(string path, int status)
    {
        await using var c = await Caller.Of();

        Assert.Equal(status, (int)(await c.Get(path)).StatusCode);
    }

    [Fact]
    public async Task A_large_record_is_taken_and_a_huge_one_is_not()
    {
        await using var c = await Caller.Of();
        static string Data(int length) => JsonSerializer.Serialize(new Dictionary<string, string> { ["x"] = new('x', length) });

        Assert.Equal(201, await c.Put("forum", 1, data: Data(70_000)));
        Assert.Equal(413, await c.Put("forum", 2, data: Data(300_000)));

        Assert.Equal(1, Assert.Single(c.Party.Held()).Value.Revision);
    }
}
