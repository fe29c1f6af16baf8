using ActorSync.Tests.Storage;
using Xunit;

namespace ActorSync.Tests.Node.Commands;

public sealed class ConfigTests : IDisposable
{
    private const string Good = """
        actorsync {
          node.api-keys { ops = ${OPS_KEY} }
          parties { B { base-url = "http://127.0.0.1:1", headers { Authorization = "Bearer party-secret", X-Plain = 5 } } }
          party-defaults.headers.X-Default = default-secret
          store.mysql.password = mysql-secret
          delay.redis { password = redis-secret, database = 007 }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_good_configuration_has_no_faults()
    {
        var file = Write(Good);

        Assert.Contains("no faults", (await Run(["config", "check", file])).Ok().Output, StringComparison.Ordinal);
        var json = (await Run(["config", "check", file, "--json"])).Ok().Json;
        Assert.True((bool)json["ok"]!);
        Assert.Empty(json["faults"]!.AsArray());
    }

    [Fact]
    public async Task All_faults_are_listed_and_the_exit_code_says_that_the_configuration_is_wrong()
    {
        var file = Write("actorsync {\n  engine.shards = 0\n  node.nmae = x\n}\n");

        var people = await Run(["config", "check", file, "-D", "log.level=loud"]);
        var json = await Run(["config", "check", file, "--json"]);

        Assert.Equal((2, 2), (people.ExitCode, json.ExitCode));
        Assert.All(
            ["node.conf:2:", "actorsync.engine.shards", "actorsync.node.nmae", "actorsync.parties", "actorsync.log.level", "4 faults"],
            text => Assert.Contains(text, people.Output, StringComparison.Ordinal));
        Assert.Equal(3, json.Json["faults"]!.AsArray().Count);
        Assert.False((bool)json.Json["ok"]!);
    }

    [Fact]
    public async Task All_faults_of_the_command_line_are_listed_with_those_of_the_file()
    {
        var file = Write(Good + "\nactorsync.engine.shards = 0\n");

        var people = await Run(["config", "check", file, "-D", "nonsense", "-D", "log.level={"]);

        Assert.All(
            ["actorsync.nonsense", "actorsync.log.level", "actorsync.engine.shards", "3 faults"],
            text => Assert.Contains(text, people.Output, StringComparison.Ordinal));
        (await CommandRun.Of(["node", "--config", file, "-D", "nonsense", "-D", "log.level={"], "", Key))
            .Failed(2, "actorsync.nonsense", "actorsync.log.level", "actorsync.engine.shards");
    }

    [Fact]
    public async Task Variables_that_name_no_key_are_warned_about()
    {
        var file = Write(Good);

        var people = await CommandRun.Of(["config", "check", file], "", Key, ("ACTORSYNC_NODE_NMAE", "x"));
        var json = await CommandRun.Of(["config", "check", file, "--json"], "", Key, ("ACTORSYNC_NODE_NMAE", "x"));

        Assert.Contains("warning: the environment variable ACTORSYNC_NODE_NMAE names no key", people.Ok().Output, StringComparison.Ordinal);
        Assert.Equal("ACTORSYNC_NODE_NMAE", (string?)json.Ok().Json["unusedVariables"]![0]);
    }

    [Theory]
    [InlineData("actorsync {", "}")]
    [InlineData("a = ${nothing}", "nothing")]
    [InlineData("a = [1, 2", "]")]
    public async Task What_is_no_HOCON_is_told_with_line_and_column(string text, string says)
    {
        var file = Write(text);

        var check = await Run(["config", "check", file]);
        Assert.Equal(2, check.ExitCode);
        Assert.Contains("node.conf:1:", check.Output, StringComparison.Ordinal);
        (await Run(["config", "show", file])).Failed(2, "node.conf:1:", says);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var file = _folder.File("none.conf");

        Assert.Contains("expected a file", (await Run(["config", "check", file])).Output, StringComparison.Ordinal);
        (await Run(["config", "show", file])).Failed(2, "expected a file", "none.conf");
        (await Run(["config", "show", _folder.Path])).Failed(2);
    }

    [Fact]
    public async Task Any_HOCON_file_is_shown_resolved_as_JSON()
    {
        var file = Write("b = 1.50\na { x = ${b}, list = [1, \"two\", null], \"dotted.key\" = on }\nwords = \"word\"\n");

        var run = (await Run(["config", "show", file])).Ok();

        Assert.Equal(
            """{"b":1.50,"a":{"x":1.50,"list":[1,"two",null],"dotted.key":"on"},"words":"word"}""",
            string.Concat(run.Output.Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal("[1]", string.Concat((await Run(["config", "show", Write("[1]")])).Ok().Output.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public async Task Secrets_of_a_node_are_not_shown()
    {
        var json = (await Run(["config", "show", Write(Good)])).Ok().Json["actorsync"]!;

        Assert.Equal("***", (string?)json["node"]!["api-keys"]!["ops"]);
        Assert.Equal(
            ("***", "***"),
            ((string?)json["parties"]!["B"]!["headers"]!["Authorization"], (string?)json["parties"]!["B"]!["headers"]!["X-Plain"]));
        Assert.Equal("***", (string?)json["party-defaults"]!["headers"]!["X-Default"]);
        Assert.Equal(("***", "***"), ((string?)json["store"]!["mysql"]!["password"], (string?)json["delay"]!["redis"]!["password"]));
        Assert.Equal("http://127.0.0.1:1", (string?)json["parties"]!["B"]!["base-url"]);
        Assert.DoesNotContain("secret", json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_used_elsewhere_is_not_shown_there_either()
    {
        var json = (await Run(["config", "show", Write(Good + "\ncopy = \"Bearer \"${actorsync.node.api-keys.ops}")])).Ok();

        Assert.DoesNotContain(Key.Value, json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.persistence.journal.sql.connection-string = \"Server=db;Password=party-secret\"", "Server=db;Password=***")]
    [InlineData("a.b = \"server=db; PWD = 'one;secret';Port=1\"", "server=db; PWD=***")]
    [InlineData("a.b = \"Password=a;secret\"", "Password=***")]
    [InlineData("a.b = \"Server=db;Password=\"${OPS_KEY}", "Server=db;Password=***")]
    [InlineData("a.b = \"redis://user:secret@host:1/0\"", "redis://user:***@host:1/0")]
    [InlineData("akka.remote.certificate.password = secret", "***")]
    [InlineData("a.keystore-password = secret", "***")]
    [InlineData("a.Password = secret", "***")]
    [InlineData("a.clientSecret = secret", "***")]
    [InlineData("a.headers.X-Any = secret", "***")]
    [InlineData("a.api-key = secret", "***")]
    [InlineData("a.AccountKey = secret", "***")]
    [InlineData("a.s3-access-key = secret", "***")]
    [InlineData("a.secure-cookie = secret", "***")]
    [InlineData("a.credentials = secret", "***")]
    [InlineData("a.url = \"https://host/path?token=secret\"", "https://host/path?token=***")]
    [InlineData("a.url = \"https://host/path?a=1&api_key=secret&b=2#c\"", "https://host/path?a=1&api_key=***&b=2#c")]
    [InlineData("a.url = \"https://user:secret@host/path?key=secret\"", "https://user:***@host/path?key=***")]
    [InlineData("a.b = \"AccountName=x;AccountKey=secret==;Port=1\"", "AccountName=x;AccountKey=***")]
    [InlineData("a = [{ host = db, password = secret }]", "***")]
    [InlineData("a = [\"Server=db;Password=secret\"]", "***")]
    public async Task Passwords_are_not_shown_wherever_they_are(string text, string shown)
    {
        var run = (await Run(["config", "show", Write(text + "\ncopy = { inside = ${" + text.Split(' ')[0] + "} }")])).Ok();

        Assert.DoesNotContain("secret", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key.Value, run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split(shown).Length - 1);
    }

    [Theory]
    [InlineData("password=\"\"")]
    [InlineData("url=\"http://host:80/a@b\"")]
    [InlineData("text=\"no password here\"")]
    [InlineData("key-prefix=\"actorsync:\"")]
    [InlineData("idempotency-header=\"Idempotency-Key\"")]
    [InlineData("primary-key=\"id\"")]
    [InlineData("address=\"http://user@host/path\"")]
    public async Task What_is_no_password_is_shown(string text)
    {
        var parts = text.Split('=');
        Assert.Contains(parts[1], (await Run(["config", "show", Write(text)])).Ok().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/records?key={account}&monkey=7")]
    [InlineData("/records?idempotency={key}")]
    public async Task A_path_with_placeholders_is_shown_whole(string path) =>
        Assert.Equal(path, (string?)(await Run(["config", "show", Write($"path = \"{path}\"")])).Ok().Json["path"]);

    public void Dispose() => _folder.Dispose();

    private static (string Name, string Value) Key => ("OPS_KEY", "ops-0123456789abcdef");

    private static Task<CommandRun> Run(string[] args) => CommandRun.Of(args, "", Key);

    private string Write(string text)
    {
        File.WriteAllText(_folder.File("node.conf"), text);
        return _folder.File("node.conf");
    }
}
