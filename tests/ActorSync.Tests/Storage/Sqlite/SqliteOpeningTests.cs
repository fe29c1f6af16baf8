using System.Text;
using ActorSync.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.Sqlite;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("store.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_keeps_its_content_over_closing_and_opening()
    {
        long epoch;
        await using (var store = await Open())
        {
            epoch = await store.Take(0, default);
            Assert.Empty(await store.Append([First("a", epoch, "1")], default));
        }
        await using (var store = await Open())
        {
            Assert.Single((await store.Load([Account("a")], default))[0].Events);
            Assert.True(await store.Take(0, default) > epoch);
        }
    }

    [Fact]
    public async Task Closing_leaves_the_database_whole_in_one_file()
    {
        await using (var store = await Open())
        {
            await store.Append([First("a", await store.Take(0, default), "1")], default);
            await store.Load([Account("a")], default);
        }

        Assert.Equal(["store.db", "store.db.lock"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_closed_store_takes_no_calls()
    {
        var store = await Open();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Take(0, default));
    }

    [Fact]
    public async Task What_was_queued_before_closing_is_done()
    {
        var store = await Open();
        var epoch = await store.Take(0, default);
        var calls = Enumerable.Range(0, 20).Select(i => store.Append([First($"a{i}", epoch, $"{i}")], default)).ToList();
        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(calls), Assert.Empty);
    }

    [Fact]
    public async Task Missing_folders_are_created()
    {
        await using var store = await SqlStore.Open(SqliteSettings.Create(_folder.File("some/where/store.db"), 1), default);

        Assert.Equal(1, await store.Take(0, default));
    }

    [Fact]
    public async Task A_second_program_is_refused_while_the_first_one_runs()
    {
        await using (var store = await Open())
        {
            await AssertRefused(StoreFault.InUse, "another program has it open");
            Assert.Equal(1, await store.Take(0, default));
        }
        await using var next = await Open();
    }

    [Fact]
    public async Task A_tool_may_read_while_the_store_is_open()
    {
        await using var store = await Open();
        await store.Append([First("a", await store.Take(0, default), "1")], default);

        await using var tool = Tool.Open(Path, SqliteOpenMode.ReadOnly);
        Assert.Equal("1", await tool.ExecuteScalarAsync<string>("select id from registration"));
        Assert.Equal("wal", await tool.ExecuteScalarAsync<string>("pragma journal_mode"));
    }

    [Fact]
    public async Task Another_number_of_shards_is_refused()
    {
        await (await Open()).DisposeAsync();

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => SqlStore.Open(SqliteSettings.Create(Path, 8), default));

        Assert.Equal(StoreFault.OtherShards, refused.Fault);
        Assert.Contains($"created with {StoreUnderTest.Shards} shards", refused.Message, StringComparison.Ordinal);
        Assert.Contains("the configuration says 8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused()
    {
        await (await Open()).DisposeAsync();
        Run("insert into schema_version (version) values (999)");

        await AssertRefused(StoreFault.Newer, "found 999");
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_left_as_it_is()
    {
        Run("create table recipe (name text)");
        var before = await File.ReadAllBytesAsync(Path);

        await AssertRefused(StoreFault.NotActorSync, "1 tables");

        Assert.Equal(before, await File.ReadAllBytesAsync(Path));
    }

    [Fact]
    public async Task A_database_that_names_another_application_is_refused()
    {
        Run("pragma application_id = 42");

        await AssertRefused(StoreFault.NotActorSync, "application id 42");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("not a database\n", 100)));
        await File.WriteAllBytesAsync(Path, text);

        await AssertRefused(StoreFault.NotActorSync, "no SQLite database");

        Assert.Equal(text, await File.ReadAllBytesAsync(Path));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(Path, []);
        await using var store = await Open();

        Assert.Equal(1, await store.Take(0, default));
    }

    [Theory]
    [InlineData(100, 3000)]
    [InlineData(4096, 100_000)]
    public async Task A_damaged_database_is_refused(int from, int length)
    {
        await (await Open()).DisposeAsync();
        await using (var file = File.OpenWrite(Path))
        {
            file.Position = from;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)Math.Min(length, file.Length - from)).ToArray());
        }

        await AssertRefused(StoreFault.Damaged, "damaged");
    }

    [Fact]
    public async Task A_truncated_database_is_refused()
    {
        await (await Open()).DisposeAsync();
        await using (var file = File.OpenWrite(Path)) file.SetLength(5000);

        await AssertRefused(StoreFault.Damaged, "damaged");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_refused()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            SqlStore.Open(SqliteSettings.Create(_folder.File("file/store.db"), 1), default));

        Assert.Equal(StoreFault.NotWritable, refused.Fault);
        Assert.Equal(_folder.File("file/store.db"), refused.Store);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_database_is_refused()
    {
        Directory.CreateDirectory(Path);

        await AssertRefused(StoreFault.NotWritable, "cannot be created or written");
    }

    [Fact]
    public async Task A_refused_store_is_let_go()
    {
        Run("pragma application_id = 42");
        await AssertRefused(StoreFault.NotActorSync, "42");
        Run("pragma application_id = 0");

        await using var store = await Open();
    }

    [Theory]
    [InlineData("", 64)]
    [InlineData("store.db", 0)]
    [InlineData("store.db", SqliteSettings.MaxShards + 1)]
    public void Settings_out_of_range_are_refused(string path, int shards) =>
        Assert.Throws<ArgumentException>(() => SqliteSettings.Create(path, shards));

    private Task<SqlStore> Open() => SqlStore.Open(SqliteSettings.Create(Path, StoreUnderTest.Shards), default);

    private void Run(string sql)
    {
        using var tool = Tool.Open(Path);
        tool.Execute(sql);
    }

    private async Task AssertRefused(StoreFault fault, string message)
    {
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(Open);
        Assert.Equal(fault, refused.Fault);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(Path, refused.Message, StringComparison.Ordinal);
    }
}
