using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private const string Ops = "ops-0123456789abcdef";
    private const string Desk = "desk-0123456789abcdef";
    private const string PartySecret = "Bearer party-0123456789abcdef";
    private RunningNode _node = null!;

    public async Task InitializeAsync()
    {
        _node = await RunningNode.Start(
            $"node.api-keys={{ ops = \"{Ops}\", desk = \"{Desk}\" }}", $"parties.C.headers.Authorization=\"{PartySecret}\"");
        await _node.UntilReady();
    }

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Authorization", "Bearer " + Ops, 200)]
    [InlineData("Authorization", "bearer " + Desk, 200)]
    [InlineData("X-Api-Key", Ops, 200)]
    [InlineData("X-Api-Key", Desk, 200)]
    [InlineData(null, null, 401)]
    [InlineData("Authorization", Ops, 401)]
    [InlineData("Authorization", "Basic " + Ops, 401)]
    [InlineData("Authorization", "Bearer", 401)]
    [InlineData("Authorization", "Bearer " + Ops + "x", 401)]
    [InlineData("Authorization", "Bearer ops-0123456789ABCDEF", 401)]
    [InlineData("X-Api-Key", "", 401)]
    [InlineData("X-Api-Key", "ops", 401)]
    [InlineData("Cookie", "key=" + Ops, 401)]
    public async Task Only_who_brings_a_key_is_let_in(string? header, string? value, int status)
    {
        (HttpClient Client, string Path)[] calls =
        [
            (_node.Http, "/v1/submissions"), (_node.Http, "/openapi.json"), (_node.Management, "/metrics"),
            (_node.Management, "/cluster/members"),
        ];
        foreach (var (client, path) in calls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (header is not null) request.Headers.TryAddWithoutValidation(header, value);
            var answer = await HttpAnswer.Of(await client.SendAsync(request));

            Assert.Equal(status, answer.Status);
            if (status != 401) continue;
            var detail = (string?)answer.Refused(401)["detail"];
            Assert.Contains("Authorization: Bearer KEY", detail, StringComparison.Ordinal);
            Assert.Contains("X-Api-Key: KEY", detail, StringComparison.Ordinal);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task Without_a_key_nothing_is_taken_in_done_or_told_to_be_there()
    {
        (await _node.Post("/v1/submissions", Reports.Forum("keyless"))).Refused(401);
        (await _node.Post("/v1/actions", new JsonObject())).Refused(401);
        (await _node.Get("/v1/nothing")).Refused(401);
        (await _node.Get($"/v1/submissions?key={Ops}")).Refused(401);
        (await HttpAnswer.Of(await _node.Management.PutAsync("/cluster/members/node-1?operation=leave", null))).Refused(401);
        Assert.False(_node.Host.Leaving.IsCompleted);

        _node.Http.DefaultRequestHeaders.Add("X-Api-Key", Ops);
        (await _node.Get("/v1/submissions/B/keyless-forum-1")).Refused(404);
    }

    [Theory]
    [InlineData("/alive")]
    [InlineData("/ready")]
    public async Task Probes_need_no_key(string path)
    {
        using var response = await _node.Management.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        (await _node.Get(path)).Refused(401);
    }

    [Fact]
    public async Task Secrets_show_neither_in_logs_nor_in_answers()
    {
        _node.Http.DefaultRequestHeaders.Add("X-Api-Key", Ops);
        _node.Management.DefaultRequestHeaders.Add("X-Api-Key", Ops);
        _node.C.Answer("secrets", 400, $"refused: your header was Authorization: {PartySecret}");
        await _node.Submit(Reports.Forum("secrets"));
        await _node.Until("parked", "secrets-forum-1");

        Assert.Equal(PartySecret, Assert.Single(_node.C.CallsAbout("secrets")).Header("Authorization"));
        string[] shown =
        [
            (await _node.Get("/v1/submissions/B/secrets-forum-1")).Text, (await _node.Get("/v1/accounts/secrets")).Text,
            await _node.Management.GetStringAsync("/metrics"), await _node.Management.GetStringAsync("/ready"),
            string.Join('\n', _node.Logs.Lines),
        ];
        Assert.Contains("your header was", shown[0], StringComparison.Ordinal);
        Assert.All(shown, text => Assert.DoesNotContain("0123456789abcdef", text, StringComparison.Ordinal));
    }
}
