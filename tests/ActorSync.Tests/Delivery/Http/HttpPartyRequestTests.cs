using System.Text;
using ActorSync.Delivering;
using Xunit;

namespace ActorSync.Tests;

public sealed class HttpPartyRequestTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task A_registration_is_put_as_the_party_contract_says()
    {
        var request = await Sent(SomeDelivery.Main with { MainMeeting = MeetingId.Parse("main") });

        Assert.Equal("PUT /accounts/acc-1/registrations/forum HTTP/1.1", request.Line);
        Assert.Equal("B:b-1:C:0", request.Header("Idempotency-Key"));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal(
            """{"account":"acc-1","meeting":"forum","mainMeeting":"main","operation":"register","revision":1"""
                + ""","occurredAt":"2026-10-08T01:00:00Z","origin":"B","data":{"name":"陈敏", "seat":7.0}}""",
            Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task A_main_meeting_has_no_main_meeting() =>
        Assert.False((await Sent(SomeDelivery.Main)).Json.TryGetProperty("mainMeeting", out _));

    [Theory]
    [InlineData(Operation.Register, "register")]
    [InlineData(Operation.Update, "update")]
    [InlineData(Operation.Approve, "approve")]
    public async Task The_operation_is_named(Operation operation, string name) =>
        Assert.Equal(name, (await Sent(SomeDelivery.Main with { Operation = operation })).Json.GetProperty("operation").GetString());

    [Fact]
    public async Task A_cancellation_deletes_without_a_body()
    {
        var request = await Sent(SomeDelivery.Cancel);

        Assert.Equal("DELETE /accounts/acc-1/registrations/forum HTTP/1.1", request.Line);
        Assert.Equal("B:b-2:C:0", request.Header("Idempotency-Key"));
        Assert.Empty(request.Body);
        Assert.Null(request.Header("Content-Type"));
    }

    [Theory]
    [InlineData("forum/dinner", "forum%2Fdinner")]
    [InlineData("a b?c#d%2F", "a%20b%3Fc%23d%252F")]
    [InlineData("论坛", "%E8%AE%BA%E5%9D%9B")]
    [InlineData("..x", "..x")]
    public async Task An_id_is_one_segment_of_the_path(string meeting, string segment) =>
        Assert.Equal($"PUT /accounts/acc-1/registrations/{segment} HTTP/1.1", (await Sent(SomeDelivery.Of("b-1", meeting, "{}"))).Line);

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_would_be_another_path_is_refused_without_a_call(string meeting)
    {
        await using var receiver = FakeReceiver.Answering(Ok);
        using var party = SomeParty.At(receiver.Url);

        var answer = await party.Call(SomeDelivery.Of("b-1", meeting, "{}"));

        Assert.Equal(AttemptResult.Permanent, answer.Result);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Paths_methods_headers_and_names_are_the_partys()
    {
        var request = await Sent(SomeDelivery.Main, said => said with
        {
            BaseUrl = said.BaseUrl + "/api/v2/",
            Deliver = new() { Method = "POST", Path = "/save/{operation}/{meeting}-{revision}?who={account}&by={origin}" },
            IdempotencyHeader = "X-Request-Id",
            Headers = new Dictionary<string, string> { ["X-Tenant"] = "forum", ["Content-Type"] = "application/vnd.forum+json" },
            Fields = new() { Account = "member", Revision = null, OccurredAt = null, Origin = null, Operation = "动作", Data = "record" },
        });

        Assert.Equal("POST /api/v2/save/register/forum-1?who=acc-1&by=B HTTP/1.1", request.Line);
        Assert.Equal("B:b-1:C:0", request.Header("X-Request-Id"));
        Assert.Equal("forum", request.Header("X-Tenant"));
        Assert.Equal("application/vnd.forum+json", request.Header("Content-Type"));
        Assert.Equal(
            """{"member":"acc-1","meeting":"forum","动作":"register","record":{"name":"陈敏", "seat":7.0}}""",
            Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task A_cancellation_by_another_method_says_everything_in_its_body()
    {
        var request = await Sent(SomeDelivery.Cancel, said => said with { Cancel = new() { Method = "POST", Path = "/cancel" } });

        Assert.Equal("POST /cancel HTTP/1.1", request.Line);
        Assert.Equal("cancel", request.Json.GetProperty("operation").GetString());
    }

    [Fact]
    public async Task Data_at_the_root_gives_way_to_the_fields()
    {
        var data = """{"name":"x", "account":"mine", "answers":{"account":1}}""";
        var request = await Sent(SomeDelivery.Of("b-1", "forum", data), said => said with
        {
            Fields = new() { MainMeeting = null, Operation = null, Revision = null, OccurredAt = null, Origin = null, DataAtRoot = true },
        });

        Assert.Equal("""{"account":"acc-1","meeting":"forum","name":"x","answers":{"account":1}}""", Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task A_long_record_goes_out_whole()
    {
        var data = $$"""{"name":"{{new string('陈', 20_000)}}"}""";
        var request = await Sent(SomeDelivery.Of("b-1", "forum", data));

        Assert.Equal(data, request.Json.GetProperty("data").GetRawText());
    }

    private static async Task<FakeRequest> Sent(Delivery delivery, Func<HttpPartyConfiguration, HttpPartyConfiguration>? change = null)
    {
        await using var receiver = FakeReceiver.Answering(Ok);
        var said = SomeParty.Said(receiver.Url);
        using var party = SomeParty.From(change is null ? said : change(said));
        Assert.Equal(AttemptResult.Delivered, (await party.Call(delivery)).Result);
        return Assert.Single(receiver.Requests);
    }
}
