using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Api;

public sealed class ListingTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_submission_is_found_by_origin_and_id_with_its_attempts()
    {
        await _node.Submit(Reports.Forum("found"));

        var found = await _node.Until("done", "found-forum-1");

        Assert.Equal(
            ("found", "forum", "register", 1),
            ((string?)found["account"], (string?)found["meeting"], (string?)found["operation"], (int)found["attempts"]!));
        Assert.Equal("found 1", (string?)found["data"]!["name"]);
        var delivery = Assert.Single(found["deliveries"]!.AsArray())!;
        Assert.Equal(("C", "done"), ((string?)delivery["to"], (string?)delivery["status"]));
        var attempt = Assert.Single(delivery["attempts"]!.AsArray())!;
        Assert.Equal((1, "delivered", 200), ((int)attempt["number"]!, (string?)attempt["result"], (int)attempt["code"]!));
        Assert.True((double)attempt["tookMilliseconds"]! >= 0);
    }

    [Fact]
    public async Task An_unfinished_submission_says_why_what_unblocks_it_and_when_it_is_next_looked_at()
    {
        await _node.Submit(Reports.Dinner("unfinished"));

        var found = await _node.Until("gated", "unfinished-dinner-1");

        Assert.Equal("the registration for forum is not done at C", (string?)found["reason"]);
        Assert.Equal("forum done at C, or release", (string?)found["unblocks"]);
        Assert.NotNull(found["nextDue"]);
        Assert.Equal("forum", (string?)found["mainMeeting"]);
        Assert.NotNull(Assert.Single(found["deliveries"]!.AsArray())!["idempotencyKey"]);
    }

    [Fact]
    public async Task A_call_under_way_shows_as_delivering_and_is_listed_so()
    {
        var held = _node.C.Hold("under-way");
        await _node.Submit(Reports.Forum("under-way"));
        await held.Arrived;

        Assert.Equal("delivering", (string?)(await _node.Find("under-way-forum-1"))["status"]);
        Assert.Equal(["under-way-forum-1"], Ids(await List("status=delivering&account=under-way")));
        Assert.Empty(Ids(await List("status=waiting&account=under-way")));
        Assert.Empty(Ids(await List("status=delivering&account=under-way&party=A")));

        held.Release();
        await _node.Until("done", "under-way-forum-1");
        Assert.Empty(Ids(await List("status=delivering&account=under-way")));
    }

    [Fact]
    public async Task Calls_under_way_are_listed_page_by_page_too()
    {
        string[] accounts = ["at-once-1", "at-once-2", "at-once-3"];
        List<HeldCall> held = [];
        foreach (var account in accounts)
        {
            held.Add(_node.C.Hold(account));
            await _node.Submit(OfMeeting(account, "at-once"));
            await held[^1].Arrived;
        }

        var first = await List("status=delivering&meeting=at-once&limit=2");
        var second = await List($"status=delivering&meeting=at-once&limit=2&cursor={first["cursor"]}");

        Assert.Equal(["at-once-3-forum-1", "at-once-2-forum-1"], Ids(first));
        Assert.Equal(["at-once-1-forum-1"], Ids(second));
        Assert.Null(second["cursor"]);
        Assert.Null((await List("status=delivering&meeting=at-once&limit=3"))["cursor"]);
        foreach (var call in held) call.Release();
    }

    [Theory]
    [InlineData("a/b c%d?é#😀")]
    [InlineData("x/retry")]
    [InlineData("//")]
    [InlineData("+&=;")]
    public async Task An_id_may_hold_whatever_an_address_must_escape(string id)
    {
        var report = Reports.Forum($"escaped {id}");
        report["id"] = id;
        await _node.Submit(report);

        await _node.Until("done", id);

        Assert.Equal([id], Ids(await List($"account={Uri.EscapeDataString($"escaped {id}")}")));
        Assert.Equal($"escaped {id}", (string?)(await _node.Get($"/v1/accounts/{Uri.EscapeDataString($"escaped {id}")}")).Ok()["account"]);
        var action = new JsonObject { ["by"] = "ops", ["why"] = "test" };
        var answer = await _node.Post($"/v1/submissions/B/{Uri.EscapeDataString(id)}/retry", action);
        Assert.Contains(id, (string)answer.Refused(409)["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/submissions/B/nobody-knows-this")]
    [InlineData("/v1/submissions/Z/found-forum-1")]
    [InlineData("/v1/submissions/B/%20x")]
    [InlineData("/v1/submissions/B/x%0Ay")]
    [InlineData("/v1/submissions/%09/x")]
    [InlineData("/v1/submissions/B/%ff%fe")]
    [InlineData("/v1/accounts/nobody")]
    [InlineData("/v1/accounts/%20")]
    [InlineData("/v1/nothing")]
    [InlineData("/")]
    public async Task What_is_not_there_is_not_found(string path) => (await _node.Get(path)).Refused(404);

    [Fact]
    public async Task Each_filter_narrows_the_list()
    {
        await _node.Submit(Reports.Forum("filter"));
        await _node.Until("done", "filter-forum-1");
        await _node.Submit(Reports.Dinner("filter"));
        await _node.Until("done", "filter-dinner-1");
        await _node.Submit(Reports.Forum("filter", 9, "C"));
        await _node.Until("done", "filter-forum-9", "C");
        await _node.Submit(Reports.Dinner("filter-2"));
        await _node.Until("gated", "filter-2-dinner-1");

        Assert.Equal(["filter-forum-9", "filter-dinner-1", "filter-forum-1"], Ids(await List("account=filter")));
        Assert.Equal(["filter-dinner-1"], Ids(await List("account=filter&meeting=dinner")));
        Assert.Equal(["filter-2-dinner-1"], Ids(await List("account=filter-2&status=gated")));
        Assert.Empty(Ids(await List("account=filter-2&status=done")));
        Assert.Equal(3, Ids(await List("account=filter&party=B")).Count);
        Assert.Empty(Ids(await List("account=filter&party=A")));

        var first = (await _node.Find("filter-forum-1"))["receivedAt"]!.GetValue<DateTimeOffset>();
        var dinner = (await _node.Find("filter-dinner-1"))["receivedAt"]!.GetValue<DateTimeOffset>();
        Assert.Equal(["filter-forum-1"], Ids(await List($"account=filter&from={Time(first)}&to={Time(dinner)}")));
        Assert.Equal(["filter-forum-9", "filter-dinner-1"], Ids(await List($"account=filter&from={Time(dinner)}")));
        Assert.Equal(
            ["filter-forum-1"],
            Ids(await List($"account=filter&to={Uri.EscapeDataString(dinner.ToOffset(TimeSpan.FromHours(8)).ToString("O"))}")));
    }

    [Fact]
    public async Task Rows_of_a_list_carry_no_data() 
    {
        await _node.Submit(Reports.Forum("bare"));

        Assert.False((await List("account=bare"))["submissions"]![0]!.AsObject().ContainsKey("data"));
    }

    [Fact]
    public async Task Pages_show_each_row_once_newest_first_whatever_comes_in_between()
    {
        for (var i = 0; i < 10; i++) await _node.Submit(Reports.Forum("paged", i + 1));
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await List("account=paged&limit=3" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(Ids(page));
            Assert.InRange(Ids(page).Count, 1, 3);
            cursor = (string?)page["cursor"];
            if (seen.Count == 3) await _node.Submit(Reports.Forum("paged", 11));
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(i => $"paged-forum-{i}"), seen);
    }

    [Fact]
    public async Task All_faults_of_a_question_are_told_at_once()
    {
        var answer = await _node.Get(
            "/v1/submissions?colour=red&account=%20&meeting=%00x&party=&status=Done&from=yesterday&to=1:00&limit=1001&cursor=5");

        var problem = answer.Refused(400);
        Assert.Equal(
            ["/account", "/colour", "/cursor", "/from", "/limit", "/meeting", "/party", "/status", "/to"],
            answer.Pointers.Order(StringComparer.Ordinal));
        Assert.Equal("Not a valid question", (string?)problem["title"]);
    }

    [Theory]
    [InlineData("limit=0", "/limit")]
    [InlineData("limit=-1", "/limit")]
    [InlineData("limit=1.5", "/limit")]
    [InlineData("limit=99999999999", "/limit")]
    [InlineData("limit=", "/limit")]
    [InlineData("limit=1&limit=2", "/limit")]
    [InlineData("status=done&status=parked", "/status")]
    [InlineData("cursor=", "/cursor")]
    [InlineData("cursor=1-2-3", "/cursor")]
    [InlineData("cursor=-1-2", "/cursor")]
    [InlineData("cursor=99999999999999999-1", "/cursor")]
    [InlineData("cursor=1-99999999999999999999", "/cursor")]
    [InlineData("cursor=%27;drop", "/cursor")]
    [InlineData("from=", "/from")]
    [InlineData("from=10", "/from")]
    [InlineData("from=10/08/2026", "/from")]
    [InlineData("from=2026-10-08T00:00:00+08:00", "/from")]
    [InlineData("from=1:00", "/from")]
    [InlineData("from=2026-13-08T00:00:00Z", "/from")]
    [InlineData("status=", "/status")]
    [InlineData("status=0", "/status")]
    [InlineData("account=", "/account")]
    [InlineData("LIMIT=5", "/LIMIT")]
    public async Task A_value_that_means_nothing_is_a_fault_and_no_default(string query, string pointer)
    {
        var answer = await _node.Get("/v1/submissions?" + query);

        answer.Refused(400);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Theory]
    [InlineData("limit=1")]
    [InlineData("limit=1000")]
    [InlineData("cursor=0-0")]
    [InlineData("cursor=253402300799999-9223372036854775807")]
    [InlineData("from=0001-01-01T00:00:00Z")]
    [InlineData("to=9999-12-31T23:59:59Z")]
    [InlineData("from=2026-10-08T08:00:00%2B08:00&to=2026-10-08T08:00Z")]
    [InlineData("from=2026-10-08&to=2026-10-09T12:30:00")]
    [InlineData("from=2026-10-08T00:59:14.3471234Z")]
    [InlineData("status=delivering&cursor=0-0")]
    public async Task Values_at_the_edge_are_taken(string query) => (await _node.Get("/v1/submissions?" + query)).Ok();

    private static JsonObject OfMeeting(string account, string meeting)
    {
        var report = Reports.Forum(account);
        report["meeting"] = meeting;
        return report;
    }

    private async Task<JsonObject> List(string query) => (await _node.Get("/v1/submissions?" + query)).Ok();

    private static List<string> Ids(JsonObject page) => [.. page["submissions"]!.AsArray().Select(s => (string)s!["id"]!)];

    private static string Time(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("O"));
}
