using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class OutputTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    private readonly RunningNode _node = fixture.Node;

    public static TheoryData<string[]> Writing =>
    [
        ["--help"], ["submit", "--help"], ["--version"], ["submit", "-"], ["submit", "-", "--json"], ["parked"],
        ["config", "check", "/no/such/file"],
    ];

    [Theory]
    [MemberData(nameof(Writing))]
    public async Task Output_that_cannot_be_written_is_told_in_one_line(string[] args)
    {
        var run = await CommandRun.Into(new FullDisk(), Told(args), Reports.Forum("unwritten").ToJsonString());

        Assert.Equal("No space left on device", Assert.Single(run.Failed(1).Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Where_not_even_a_fault_can_be_written_the_exit_code_tells()
    {
        Assert.Equal(2, (await CommandRun.Into(new FullDisk(), ["bogus"], "", errors: new FullDisk())).ExitCode);
        Assert.Equal(1, (await CommandRun.Into(new FullDisk(), ["--help"], "", errors: new FullDisk())).ExitCode);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_told_in_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("locked"), "");
        using var locked = File.Open(folder.File("locked"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        (await CommandRun.Of(Told(["submit", folder.File("locked")]))).Failed(1, folder.File("locked"));
    }

    private string[] Told(string[] args) =>
        args is ["submit", not "--help", ..] or ["parked"] ? [.. args, "--node", _node.Host.Api.ToString()] : args;

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
