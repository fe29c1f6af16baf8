using System.Diagnostics;
using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Dapper;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>What callers hear while the server is away, and that nothing but time is lost.</summary>
[NeedsMariaDb]
public sealed class MariaDbFailureTests : IAsyncLifetime
{
    /// <summary>A connection attempt after a statement that timed out, and room for a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MariaDb _mariaDb = new();

    private DatabaseServer Server => _mariaDb.Server;

    private MySqlSettings Settings => MariaDbStore.Settings(Server, "failing") with
    {
        ConnectTimeout = TimeSpan.FromSeconds(2), CommandTimeout = TimeSpan.FromSeconds(3),
    };

    public Task InitializeAsync() => _mariaDb.InitializeAsync();

    public Task DisposeAsync() => _mariaDb.DisposeAsync();

    [Fact]
    public async Task While_the_server_is_gone_every_call_says_so_and_what_was_answered_is_there_afterwards()
    {
        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await store.Take(0, default);
        await store.Append([First("a", epoch, "1")], default);

        await Server.Kill();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Append([First("b", epoch, "2")], default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Load([Account("a")], default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Take(1, default));
        await Server.Start();

        Assert.Empty(await Persist(() => store.Append([First("b", epoch, "2")], default)));
        Assert.Equal([1, 1], (await Persist(() => store.Load([Account("a"), Account("b")], default))).Select(a => a.Events.Length));
    }

    [Fact]
    public async Task A_frozen_server_is_given_up_in_time_and_a_repeat_is_written_once()
    {
        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await store.Take(0, default);
        await store.Append([First("a", epoch, "1")], default);
        await store.Load([Account("a")], default);

        await Server.Freeze();
        var append = store.Append([First("b", epoch, "2")], default);
        var load = store.Load([Account("a")], default);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => append.WaitAsync(Patience));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => load.WaitAsync(Patience));
        await Server.Thaw();

        Assert.Empty(await Persist(() => store.Append([First("b", epoch, "2")], default)));
        Assert.Single((await Persist(() => store.Load([Account("b")], default)))[0].Events);
        Assert.Single(await store.Find(Id("2"), default));
    }

    [Fact]
    public async Task When_the_server_is_back_no_question_fails_over_a_session_of_before()
    {
        await using var store = await SqlStore.Open(Settings, default);
        await AskOnEverySession();

        await Server.Kill();
        await Server.Start();

        await AskOnEverySession();

        Task AskOnEverySession() =>
            Task.WhenAll(Enumerable.Range(0, 20 * Settings.Readers).Select(_ => store.Load([Account("a")], default)));
    }

    [Fact]
    public async Task A_session_that_the_server_ends_is_replaced()
    {
        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await store.Take(0, default);
        await store.Load([Account("a")], default);

        using (var operatorsOwn = MySqlDriver.Connection(Settings, null))
        {
            operatorsOwn.Open();
            foreach (var id in operatorsOwn.Query<long>("select id from information_schema.processlist where db = 'failing'"))
                operatorsOwn.Execute($"kill {id}");
        }

        Assert.Empty(await Persist(() => store.Append([First("a", epoch, "1")], default)));
        Assert.Single((await Persist(() => store.Load([Account("a")], default)))[0].Events);
    }

    [Fact]
    public async Task A_delay_queue_says_that_its_server_is_gone_and_keeps_its_entries()
    {
        await using var queue = new MySqlDelayQueue(Settings, TimeSpan.FromSeconds(30));
        var entry = new DelayEntry(0, Account("a"), Time);
        await queue.Schedule([entry], default);

        await Server.Kill();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => queue.Claim([0], Time, 1, default));
        await Server.Start();

        Assert.Equal("a", Assert.Single((await Persist(() => queue.Claim([0], Time, 1, default))).Entries).Account.Value);
    }

    [Fact]
    public async Task A_store_whose_server_is_gone_opens_and_works_when_it_is_there()
    {
        await Server.Kill();
        await using var store = await SqlStore.Open(Settings, default);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Take(0, default));
        await Server.Start();

        Assert.Equal(1, await Persist(() => store.Take(0, default)));
    }

    [Fact]
    public async Task Of_two_programs_the_first_is_fenced_and_can_write_nothing_more()
    {
        await using var first = await SqlStore.Open(Settings, default);
        var old = await first.Take(0, default);
        await using var second = await SqlStore.Open(Settings, default);
        var current = await second.Take(0, default);

        Assert.Equal([new AppendRefusal.Fenced(Account("a"))], await first.Append([First("a", old, "1")], default));
        Assert.Empty(await second.Append([First("a", current, "1")], default));
        Assert.Equal([new AppendRefusal.Fenced(Account("a"))], await first.Append([Of("a", old, 2, Delivered("1", C))], default));
        Assert.Single((await second.Load([Account("a")], default))[0].Events);
    }

    /// <summary>As after a power cut: nobody tells the server that the connection is no more.</summary>
    [Fact]
    public async Task The_shards_of_a_program_that_fell_silent_within_a_transaction_can_be_taken_over()
    {
        await using var dialect = new MySqlDialect(Settings);
        dialect.Prepare();
        var silent = dialect.Write();
        var old = silent.Take(0);
        silent.Begin();
        Assert.True(silent.TryWrite([First("a", old, "1")]));

        await using var store = await SqlStore.Open(Settings, default);
        var epoch = await Persist(() => store.Take(0, default));

        Assert.Empty(await Persist(() => store.Append([First("a", epoch, "2")], default)));
        Assert.Empty(await store.Find(Id("1"), default));
        // The server has ended its session.
        Record.Exception(silent.Dispose);
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_is_refused_with_its_reason()
    {
        await (await SqlStore.Open(Settings, default)).DisposeAsync();

        await AssertRefused(StoreFault.OtherShards, MySqlSettings.Read(MariaDbStore.Configuration(Server, "failing"), shards: 8).Settings!);
        await AssertRefused(StoreFault.NotWritable, Settings with { User = "nobody" });
        await AssertRefused(StoreFault.NotActorSync, Settings with { Database = "mysql" });
        using (var connection = MySqlDriver.Connection(Settings, Settings.Database))
        {
            connection.Open();
            connection.Execute("insert into schema_version (version) values (999)");
        }
        await AssertRefused(StoreFault.Newer, Settings);
    }

    [Fact]
    public async Task A_schema_that_was_cut_short_is_completed()
    {
        await (await SqlStore.Open(Settings, default)).DisposeAsync();
        using (var connection = MySqlDriver.Connection(Settings, Settings.Database))
        {
            connection.Open();
            connection.Execute("drop table delay; drop table attempt; delete from schema_version; delete from shard_lease");
        }

        await using var store = await SqlStore.Open(Settings, default);

        Assert.Empty(await store.Append([First("a", await store.Take(0, default), "1")], default));
        Assert.Empty(await store.Attempts(Id("1"), default));
    }

    private static async Task AssertRefused(StoreFault fault, MySqlSettings settings) =>
        Assert.Equal(fault, (await Assert.ThrowsAsync<StoreRefusedException>(() => SqlStore.Open(settings, default))).Fault);

    /// <summary>As the engine does: again, while the store says that it is away.</summary>
    private static async Task<T> Persist<T>(Func<Task<T>> call)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
            try
            {
                return await call();
            }
            catch (StoreUnavailableException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                // Not back yet.
            }
    }
}
