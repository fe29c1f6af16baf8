using ActorSync.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;
using static SQLitePCL.raw;

namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SqliteSettings Settings => SqliteSettings.Create(_folder.File("store.db"), StoreUnderTest.Shards);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SQLITE_BUSY)]
    [InlineData(SQLITE_LOCKED)]
    [InlineData(SQLITE_IOERR)]
    [InlineData(SQLITE_FULL)]
    [InlineData(SQLITE_NOMEM)]
    [InlineData(SQLITE_CANTOPEN)]
    [InlineData(SQLITE_READONLY)]
    [InlineData(SQLITE_PROTOCOL)]
    public void What_may_pass_is_unavailable(int code) => Assert.IsType<StoreUnavailableException>(Translate(code, isOpening: false));

    [Theory]
    [InlineData(SQLITE_CANTOPEN, StoreFault.NotWritable)]
    [InlineData(SQLITE_READONLY, StoreFault.NotWritable)]
    [InlineData(SQLITE_PERM, StoreFault.NotWritable)]
    [InlineData(SQLITE_NOTADB, StoreFault.NotActorSync)]
    [InlineData(SQLITE_CORRUPT, StoreFault.Damaged)]
    public void What_a_person_set_wrongly_is_refused_at_the_opening(int code, StoreFault fault) =>
        Assert.Equal(fault, Assert.IsType<StoreRefusedException>(Translate(code, isOpening: true)).Fault);

    [Theory]
    [InlineData(SQLITE_FULL)]
    [InlineData(SQLITE_BUSY)]
    [InlineData(SQLITE_IOERR)]
    public void What_may_pass_is_unavailable_at_the_opening_too(int code) =>
        Assert.IsType<StoreUnavailableException>(Translate(code, isOpening: true));

    [Theory]
    [InlineData(SQLITE_CORRUPT)]
    [InlineData(SQLITE_NOTADB)]
    public void Damage_is_waited_for_while_the_store_is_open(int code) =>
        Assert.IsType<StoreUnavailableException>(Translate(code, isOpening: false));

    [Theory]
    [InlineData(SQLITE_ERROR)]
    [InlineData(SQLITE_CONSTRAINT)]
    [InlineData(SQLITE_MISUSE)]
    public void A_defect_stays_as_it_is(int code) => Assert.IsType<SqliteException>(Translate(code, isOpening: false));

    [Fact]
    public async Task While_a_tool_holds_the_write_lock_the_store_is_unavailable_and_then_works_again()
    {
        await using var store = await SqlStore.Open(Settings, default);
        var write = First("a", await store.Take(0, default), "1");
        await using var tool = Tool.Open(Settings.Path);
        await tool.ExecuteAsync("begin immediate");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Append([write], default));
        Assert.Empty((await store.Load([Account("a")], default))[0].Events);

        await tool.ExecuteAsync("rollback");
        Assert.Empty(await store.Append([write], default));
        Assert.Single((await store.Load([Account("a")], default))[0].Events);
    }

    [Theory]
    [InlineData("shard_lease")]
    [InlineData("account")]
    [InlineData("journal")]
    [InlineData("registration")]
    public async Task While_a_table_is_gone_the_store_is_unavailable_and_then_works_again(string table)
    {
        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await store.Take(0, default);
        Assert.Empty(await store.Append([First("a", epoch, "1")], default));
        await using var tool = Tool.Open(Settings.Path);
        await tool.ExecuteAsync($"alter table {table} rename to gone");

        for (var tries = 0; tries < 2; tries++)
        {
            var write = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Append([First("b", epoch, "2")], default));
            Assert.Contains($"no such table: {table}", write.Message, StringComparison.Ordinal);
        }

        await tool.ExecuteAsync($"alter table gone rename to {table}");
        Assert.Empty(await store.Append([First("b", epoch, "2")], default));
        Assert.Single((await store.Load([Account("b")], default))[0].Events);
    }

    [Fact]
    public async Task While_a_table_is_gone_questions_to_it_are_unavailable()
    {
        await using var store = await SqlStore.Open(Settings, default);
        await using var tool = Tool.Open(Settings.Path);
        await tool.ExecuteAsync("alter table registration rename to gone");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.List(new(), default));

        await tool.ExecuteAsync("alter table gone rename to registration");
        Assert.Empty((await store.List(new(), default)).Entries);
    }

    [Fact]
    public async Task After_a_failure_the_store_works_again_though_a_tool_reads_all_the_time()
    {
        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await store.Take(0, default);
        await using var tool = Tool.Open(Settings.Path);
        await tool.ExecuteAsync("begin deferred");
        Assert.Equal(0, await tool.ExecuteScalarAsync<long>("select count(*) from journal"));
        await store.Append([First("a", epoch, "1")], default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Append([Of("a", epoch, 2, Delivered("unknown", C))], default));

        Assert.Empty(await store.Append([First("b", epoch, "2")], default));
        Assert.Equal(0, await tool.ExecuteScalarAsync<long>("select count(*) from journal"));
    }

    [Fact]
    public async Task Nothing_is_answered_of_a_database_that_was_moved_away_until_it_is_back()
    {
        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await store.Take(0, default);
        File.Move(Settings.Path, _folder.File("away.db"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Append([First("a", epoch, "1")], default));

        File.Move(_folder.File("away.db"), Settings.Path);
        Assert.Empty(await store.Append([First("a", epoch, "1")], default));
        Assert.Single((await store.Load([Account("a")], default))[0].Events);
    }

    [Fact]
    public async Task A_database_that_was_moved_away_is_unavailable_and_none_is_made_in_its_place()
    {
        await using var dialect = new SqliteDialect(Settings);
        dialect.Prepare();
        File.Move(Settings.Path, _folder.File("away.db"));

        Assert.Throws<StoreUnavailableException>(dialect.Write);
        Assert.False(File.Exists(Settings.Path));
    }

    [Fact]
    public async Task A_transaction_that_was_not_finished_leaves_nothing()
    {
        await using (var dialect = new SqliteDialect(Settings))
        {
            dialect.Prepare();
            using var session = dialect.Write();
            var epoch = session.Take(0);
            session.Begin();
            Assert.True(session.TryWrite([First("a", epoch, "1") with { Snapshot = new byte[1_000_000] }]));
        }

        using var database = Tool.Open(Settings.Path);
        foreach (var table in new[] { "account", "journal", "snapshot", "registration" })
            Assert.Equal(0, database.ExecuteScalar<long>($"select count(*) from {table}"));
        Assert.Equal("ok", database.ExecuteScalar<string>("pragma integrity_check"));
    }

    [Fact]
    public async Task A_disk_image_taken_in_the_middle_of_a_transaction_holds_what_was_answered_and_nothing_else()
    {
        await using (var dialect = new SqliteDialect(Settings))
        {
            dialect.Prepare();
            using var session = dialect.Write();
            var epoch = session.Take(0);
            Assert.Empty(session.Append([First("answered", epoch, "1")]));
            session.Begin();
            // Larger than the cache, so that part of it is in the log already.
            for (var i = 0; i < 40; i++)
                Assert.True(session.TryWrite([First($"a{i}", epoch, $"a{i}") with { Snapshot = new byte[2_000_000] }]));
            Assert.True(new FileInfo(Settings.Path + "-wal").Length > 1_000_000);
            foreach (var suffix in new[] { "", "-wal" }) File.Copy(Settings.Path + suffix, _folder.File("image.db") + suffix);
        }

        await using var store = await SqlStore.Open(SqliteSettings.Create(_folder.File("image.db"), StoreUnderTest.Shards), default);
        Assert.Equal(["answered"], (await store.List(new(), default)).Entries.Select(e => e.Account.Value));
        Assert.Empty((await store.Load([Account("a0")], default))[0].Events);
    }

    private static Exception Translate(int code, bool isOpening) =>
        SqliteFailure.Translate(new SqliteException("any", code), "store.db", isOpening);
}
