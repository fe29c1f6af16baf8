using System.Text.Json.Nodes;
using ActorSync.Node.Commands;
using ActorSync.Node.Simulation;
using ActorSync.Tests.Node.Scenarios;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using MySqlConnector;
using Xunit;

namespace ActorSync.Tests.Akka;

/// <summary>
/// Two transactions take their numbers in the journal in one order and commit in the other: another node's may stand still in
/// between for as long as it likes, and what it commits then belongs into the registration log all the same.
/// </summary>
[NeedsMariaDb]
public sealed class LateCommitTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly MariaDb _mariaDb = new();

    public Task InitializeAsync() => _mariaDb.InitializeAsync();

    public Task DisposeAsync() => _mariaDb.DisposeAsync();

    [Fact]
    public async Task What_is_committed_later_than_what_follows_it_is_logged_and_delivered()
    {
        await using var scene = await Scene.Start(_mariaDb.Server);
        await scene.Submit("acc-2", revision: 1);
        await scene.Until("b-acc-2-1", "done");
        Assert.Null(await scene.StatusOf("b-acc-9-1"));
        await scene.Commit();

        await scene.Until("b-acc-9-1", "done");
    }

    [Fact]
    public async Task What_its_account_does_next_is_logged_after_it()
    {
        await using var scene = await Scene.Start(_mariaDb.Server);
        await scene.Submit("acc-2", revision: 1);
        await scene.Until("b-acc-2-1", "done");
        await scene.Commit();
        await scene.Submit("acc-9", revision: 2);

        await scene.Until("b-acc-9-2", "done");
        Assert.Contains(await scene.StatusOf("b-acc-9-1"), new[] { "done", "superseded" });
    }

    [Fact]
    public async Task A_number_that_nobody_ever_uses_holds_nothing_up()
    {
        await using var scene = await Scene.Start(_mariaDb.Server);
        await scene.Submit("acc-2", revision: 1);
        await scene.RollBack();
        await scene.Until("b-acc-2-1", "done");
        await scene.Restart();
        await scene.Submit("acc-3", revision: 1);

        await scene.Until("b-acc-3-1", "done");
        Assert.Null(await scene.StatusOf("b-acc-9-1"));
    }

    /// <summary>A node over a database, and a transaction of somebody else's in the same journal.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly ForumScenario _forum;
        private readonly MySqlConnection _other;
        private MySqlTransaction? _transaction;

        private Scene(ForumScenario forum, MySqlConnection other) => (_forum, _other) = (forum, other);

        /// <summary>The transaction has written the first event of acc-9, as it was acc-1's, and is not committed.</summary>
        public static async Task<Scene> Start(DatabaseServer server)
        {
            var node = new AkkaNode();
            var forum = await ForumScenario.Start(SimulatedFaults.None, node.OverMariaDb(server, "forum"), program: node.Program);
            var other = new MySqlConnection($"Server=127.0.0.1;Port={server.Port};Database=forum;User ID=root");
            await other.OpenAsync();
            var scene = new Scene(forum, other);
            await scene.Submit("acc-1", revision: 1);
            await scene.Until("b-acc-1-1", "done");
            await scene.BeginLike("acc-1", "acc-9");
            return scene;
        }

        public async Task Submit(string account, int revision)
        {
            using var client = new NodeClient(_forum.Node.Api, null);
            await client.Post("/v1/submissions", new JsonObject
            {
                ["id"] = $"b-{account}-{revision}", ["origin"] = "B", ["account"] = account, ["meeting"] = "forum",
                ["operation"] = "register", ["revision"] = revision, ["occurredAt"] = $"2026-11-01T08:00:0{revision}Z",
                ["data"] = new JsonObject { ["seat"] = revision },
            }, "status", default);
        }

        public Task Commit() => _transaction!.CommitAsync();

        public Task RollBack() => _transaction!.RollbackAsync();

        public async Task Restart()
        {
            await _forum.Node.Kill();
            await _forum.Node.Start();
        }

        /// <summary>Null when the registration log has no such submission.</summary>
        public async Task<string?> StatusOf(string id)
        {
            using var view = new NodeView(_forum.Node.Api);
            return (await view.Rows()).Where(row => (string?)row["id"] == id).Select(row => (string?)row["status"]).SingleOrDefault();
        }

        public async Task Until(string id, string status)
        {
            using var limit = new CancellationTokenSource(Soon);
            while (await StatusOf(id) != status) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _other.DisposeAsync();
            await _forum.DisposeAsync();
        }

        private async Task BeginLike(string account, string other)
        {
            _transaction = await _other.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
            var written = await _other.ExecuteAsync("""
                insert into akka_journal (deleted, persistence_id, sequence_number, created, tags, message, identifier, manifest, writer_uuid)
                select deleted, concat('account/', @other), sequence_number, created, tags, replace(message, @account, @other), identifier, manifest, writer_uuid
                from akka_journal where persistence_id = concat('account/', @account) and sequence_number = 1
                """, new { account, other }, _transaction);
            Assert.Equal(1, written);
        }
    }
}
