using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class EditTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    [Fact]
    public async Task A_record_is_taken_from_a_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("record.json"), """{ "name": "right" }""");
        await Parked("from-a-file");
        _node.C.TakeOver("from-a-file");

        (await Run("edit", "B", "from-a-file-forum-1", "--why", "badge was wrong", "--data", $"@{folder.File("record.json")}")).Ok();

        await _node.Until("done", "from-a-file-forum-1");
        Assert.Equal("right", _node.C.CallsAbout("from-a-file")[^1].Json.GetProperty("data").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("no-such-file")]
    [InlineData("")]
    public async Task What_is_no_file_is_no_record(string name)
    {
        using var folder = new TemporaryFolder();

        (await Run("edit", "B", "x", "--why", "w", "--data", "@" + Path.Combine(folder.Path, name))).Failed(2, "--data: ", folder.Path);
    }

    [Fact]
    public async Task A_file_without_a_name_is_no_record() =>
        (await Run("edit", "B", "x", "--why", "w", "--data", "@")).Failed(2, "--data: ");

    [Fact]
    public async Task Half_a_character_is_no_record() =>
        (await Run("edit", "B", "x", "--why", "w", "--data", "{\"a\":\"\\ud800\"}")).Failed(2, "--data: ");

    [Fact]
    public async Task Any_text_may_begin_with_an_at_sign()
    {
        await Parked("at-sign");

        (await Run("retry", "B", "at-sign-forum-1", "--why", "@ops said so", "--by", "@ann")).Ok();

        Assert.Contains("by @ann: @ops said so", (await Run("account", "at-sign")).Ok().Output, StringComparison.Ordinal);
        (await Run("status", "@B", "x")).Failed(1, "@B/x is not known");
    }

    private Task<CommandRun> Run(params string[] args) => CommandRun.Of([.. args, "--node", _node.Host.Api.ToString()]);

    private async Task Parked(string account)
    {
        _node.C.Answer(account, 422, "no seats");
        await _node.Submit(Reports.Forum(account));
        await _node.Until("parked", $"{account}-forum-1");
    }
}
