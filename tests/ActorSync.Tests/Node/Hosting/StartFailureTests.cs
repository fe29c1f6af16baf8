using System.Net;
using System.Net.Sockets;
using ActorSync.Node.Commands;
using ActorSync.Node.Configuration;
using ActorSync.Node.Hosting;
using ActorSync.Storage;
using ActorSync.Tests.Storage;
using ActorSync.Tests.Storage.Sqlite;
using Xunit;

namespace ActorSync.Tests.Node.Hosting;

/// <summary>
/// A node that cannot start says in one line why not, with an exit code, and leaves nothing behind that keeps the next from
/// starting; one whose disk may have room again waits for that.
/// </summary>
public sealed class StartFailureTests : IDisposable
{
    private const string Free = "http://127.0.0.1:0";
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("listen")]
    [InlineData("management")]
    public async Task An_address_that_is_taken(string which)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var run = await Node(_folder.File("node.db"), $"node.{which}={taken}");

        run.Failed(1, taken, "in use");
        Assert.Single(run.Errors.Trim().Split('\n'));
        await AssertNobodyTookAShard(_folder.File("node.db"));
        await Starts(_folder.File("node.db"));
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines() =>
        (await Node(_folder.File("node.db"), "node.listen=\"http://192.0.2.1:5080\"", "node.api-keys.ops=0123456789abcdef"))
            .Failed(1, "192.0.2.1:5080");

    [Fact]
    public async Task A_store_that_another_node_has_open()
    {
        await using var node = await RunningNode.Start();

        (await Node(node.Store, "engine.shards=4")).Failed(1, node.Store, "another program has it open");
    }

    [Fact]
    public async Task A_store_created_with_other_shards()
    {
        await Starts(_folder.File("node.db"));

        (await Node(_folder.File("node.db"), "engine.shards=5")).Failed(1, "64 shards", "5");
    }

    [Fact]
    public async Task A_store_path_below_a_file()
    {
        File.WriteAllText(_folder.File("file"), "");

        (await Node(Path.Combine(_folder.File("file"), "node.db"))).Failed(1, "cannot be created or written");
    }

    [Fact]
    public async Task A_store_path_that_is_a_folder()
    {
        Directory.CreateDirectory(_folder.File("folder.db"));

        (await Node(_folder.File("folder.db"))).Failed(1, _folder.File("folder.db"), "cannot be created or written");
    }

    [Fact]
    public async Task A_store_that_is_no_database()
    {
        File.WriteAllText(_folder.File("notes.txt"), new string('x', 10_000));

        (await Node(_folder.File("notes.txt"))).Failed(1, "no SQLite database");
        Assert.Equal(new string('x', 10_000), File.ReadAllText(_folder.File("notes.txt")));
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_waited_for()
    {
        using var disk = new SmallDisk(2);
        disk.Fill();
        await using var node = await RunningNode.Start(StoreOn(disk), "engine.answer-timeout=300ms");

        await AssertWaits(node, disk, "full");
        disk.Free();

        await node.UntilReady();
        await node.Submit(Reports.Forum("afterwards"));
    }

    [SmallDiskFact]
    public async Task A_disk_that_only_reads_is_waited_for()
    {
        using var disk = new SmallDisk(2);
        disk.MakeReadOnly();
        await using var node = await RunningNode.Start(StoreOn(disk), "engine.answer-timeout=300ms");

        await AssertWaits(node, disk, "Read-only");
        disk.MakeWritable();

        await node.UntilReady();
        await node.Submit(Reports.Forum("afterwards"));
    }

    [Fact]
    public async Task A_configuration_file_that_is_not_there() =>
        (await CommandRun.Of("node", "--config", _folder.File("none.conf"))).Failed(2, "none.conf", "expected a file");

    [Fact]
    public async Task A_configuration_with_faults()
    {
        File.WriteAllText(_folder.File("node.conf"), "actorsync {\n  parties { B { base-url = nowhere } }\n  engine.shards = none\n}");

        var run = (await CommandRun.Of("node", "--config", _folder.File("node.conf")))
            .Failed(2, "actorsync.parties.B.base-url", "actorsync.engine.shards", "node.conf:3:");

        Assert.Equal(2, run.Errors.Trim().Split('\n').Length);
    }

    [Fact]
    public async Task To_be_told_to_stop_before_it_has_started_is_no_failure()
    {
        var errors = new StringWriter();
        var terminal = new Terminal(
            CommandRun.Console(new StringWriter()), CommandRun.Console(errors),
            () => Stream.Null, new Dictionary<string, string>(), TimeProvider.System);
        var stopped = new CancellationToken(canceled: true);

        var exitCode = await NodeRun.UntilStopped(
            terminal, null, ["parties.B.base-url=http://127.0.0.1:1"], "test", (_, _, _) => Task.FromCanceled<INodeHost>(stopped), stopped);

        Assert.Equal((0, ""), (exitCode, errors.ToString()));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<CommandRun> Node(string store, params string[] overrides) => CommandRun.Of(
    [
        "node", "-D", $"node.listen={Free}", "-D", $"node.management={Free}", "-D", "log.level=none",
        "-D", "parties.B.base-url=http://127.0.0.1:1", "-D", $"store.embedded.path=\"{store}\"",
        .. overrides.SelectMany(o => new[] { "-D", o }),
    ]);

    private static string StoreOn(SmallDisk disk) => $"store.embedded.path=\"{disk.File("node.db")}\"";

    /// <summary>The node takes nothing in, and says why.</summary>
    private static async Task AssertWaits(RunningNode node, SmallDisk disk, string why)
    {
        (await node.Post("/v1/submissions", Reports.Forum("too-early"))).Refused(503);
        var health = await HttpAnswer.Of(await node.Management.GetAsync("/ready"));
        Assert.Equal(503, health.Status);
        Assert.Contains(disk.File("node.db"), health.Text, StringComparison.Ordinal);
        Assert.Contains(why, health.Text, StringComparison.Ordinal);
    }

    /// <summary>The node that has them would have lost them.</summary>
    private static async Task AssertNobodyTookAShard(string path)
    {
        await using var store = await SqlStore.Open(SqliteSettings.Create(path, 64), default);
        for (var shard = 0; shard < 64; shard++) Assert.Equal(1, await store.Take(shard, default));
    }

    /// <summary>Nothing is in the way of a start: no lock, no half-made store.</summary>
    private static async Task Starts(string store)
    {
        var settings = NodeConfiguration.Read(
            null,
            [$"node.listen={Free}", $"node.management={Free}", "parties.B.base-url=http://127.0.0.1:1", $"store.embedded.path=\"{store}\""],
            new Dictionary<string, string>(), []);
        await using var host = await NodeHost.Start(settings, new CapturedLogs(), TimeProvider.System, default);
    }
}
