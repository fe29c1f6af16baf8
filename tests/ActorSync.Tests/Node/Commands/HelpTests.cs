using ActorSync.Node.Commands;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class HelpTests
{
    private static readonly string[] Names =
    [
        "node", "simulate", "demo", "submit", "status", "account", "parked", "retry", "skip", "release", "edit",
        "config check", "config show",
    ];

    public static TheoryData<string> Commands => [.. Names];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_with_an_example(string command)
    {
        var run = (await CommandRun.Of([.. command.Split(' '), "--help"])).Ok();

        Assert.Contains($"actorsync {command}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Example", run.Output, StringComparison.Ordinal);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_usage_names_the_program_as_the_examples_do(string command) =>
        Assert.Matches($@"Usage:\s+actorsync {command} ", (await CommandRun.Of([.. command.Split(' '), "--help"])).Ok().Output);

    [Fact]
    public async Task Another_program_with_the_same_commands_goes_by_its_own_name()
    {
        var output = new StringWriter();
        var terminal = new Terminal(
            CommandRun.Console(output), CommandRun.Console(output), () => Stream.Null,
            new Dictionary<string, string>(), TimeProvider.System);

        await CommandLine.Run(["status", "--help"], terminal, "actorsync-other", NodeCommand.Create(terminal), new() { Output = output });

        Assert.Matches(@"Usage:\s+actorsync-other status ", output.ToString());
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("status")]
    [InlineData("account")]
    [InlineData("parked")]
    [InlineData("retry")]
    [InlineData("skip")]
    [InlineData("release")]
    [InlineData("edit")]
    [InlineData("load")]
    [InlineData("simulate")]
    public async Task Every_command_that_asks_a_node_says_where_it_takes_the_key_from(string command) =>
        Assert.Contains("ACTORSYNC_API_KEY", (await CommandRun.Of(command, "--help")).Ok().Output, StringComparison.Ordinal);

    [Fact]
    public async Task The_program_lists_its_commands()
    {
        var run = (await CommandRun.Of("--help")).Ok();

        Assert.All(Names, name => Assert.Contains(name.Split(' ')[0], run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_faults_of_a_party_are_told_in_sentences()
    {
        var help = (await CommandRun.Of("simulate", "--help")).Ok().Output;

        Assert.Contains("Calls of a hundred that act only after --hang", help, StringComparison.Ordinal);
        Assert.Contains("Calls of a hundred that are answered 500", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_codes_are_explained() =>
        Assert.Contains("Exit codes", (await CommandRun.Of("--help")).Ok().Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_password_in_an_address_is_not_repeated() =>
        Assert.DoesNotContain(
            "hidden", (await CommandRun.Of("parked", "--node", "http://u:hidden@127.0.0.1:1")).Failed(2, "--node: expected").Errors,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("--rate: expected a number, found x", "simulate", "--rate", "x")]
    [InlineData("--error-percent: expected a number, found 1%", "simulate", "--error-percent", "1%")]
    [InlineData("--token-calls: expected a whole number, found 1.5", "simulate", "--token-calls", "1.5")]
    [InlineData("--seed: expected a whole number, found 99999999999", "load", "--seed", "99999999999")]
    [InlineData("--limit: expected a whole number from 1 up, found x", "parked", "--limit", "x")]
    [InlineData("--limit: expected a whole number from 1 up, found 0", "parked", "--limit", "0")]
    public async Task A_wrong_number_is_told_in_words_for_people(string says, params string[] args) =>
        Assert.DoesNotContain("System.", (await CommandRun.Of(args)).Failed(2, says).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("bogus")]
    [InlineData("status")]
    [InlineData("status", "B")]
    [InlineData("status", "B", "x", "y")]
    [InlineData("node", "--colour")]
    [InlineData("submit")]
    [InlineData("retry", "B", "x")]
    [InlineData("edit", "B", "x", "--why", "w")]
    [InlineData("skip", "B", "x", "--why", "w", "--subs", "perhaps")]
    [InlineData("retry", "--why", "w")]
    [InlineData("retry", "B", "--why", "w")]
    [InlineData("edit", "B", "x", "--why", "w", "--data", "{")]
    [InlineData("edit", "B", "x", "--why", "w", "--data", "@/no/such/file")]
    [InlineData("status", "B", "x", "--node", "nowhere")]
    [InlineData("status", "B", "x", "--node", "http://127.0.0.1:1/?a=b")]
    [InlineData("status", "B", "x", "--node", "http://u:p@127.0.0.1:1")]
    [InlineData("simulate", "--listen", "http://127.0.0.1:0/base")]
    [InlineData("load", "--node", "http://127.0.0.1:1", "--receiver", "http://127.0.0.1:0/base")]
    [InlineData("parked", "--limit", "none")]
    [InlineData("parked", "--limit", "0")]
    [InlineData("parked", "--limit", "-5")]
    [InlineData("simulate", "--hang", "soon")]
    [InlineData("simulate", "--error-percent", "101")]
    [InlineData("simulate", "--listen", "http://example:80")]
    [InlineData("simulate", "--name", "a b")]
    [InlineData("simulate", "--hang", "10\"s")]
    [InlineData("simulate", "--name", "a-name-of-more-than-32-characters")]
    [InlineData("load", "--give-up", "10\"s")]
    [InlineData("load", "--from", "a-name-of-more-than-32-characters")]
    [InlineData("config")]
    [InlineData("config", "check")]
    [InlineData("demo", "/no/such/file")]
    [InlineData("submit", "/no/such/file")]
    [InlineData("node", "-D", "nonsense")]
    [InlineData("node", "-D", "=5")]
    public async Task A_wrong_command_line_is_told_with_exit_code_2(params string[] args) => (await CommandRun.Of(args)).Failed(2);
}
