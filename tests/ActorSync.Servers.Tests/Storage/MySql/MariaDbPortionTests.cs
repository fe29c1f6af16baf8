using System.Collections.Immutable;
using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>More keys in a call than a statement takes: each question is asked in portions, and every portion's answers count.</summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbPortionTests(MariaDb mariaDb) : IAsyncLifetime
{
    /// <summary>Over two megabytes of ids: three portions.</summary>
    private const int Many = 4_000;

    private readonly string _database = MariaDbStore.NewDatabase();
    private SqlStore _store = null!;

    public async Task InitializeAsync() => _store = await Open();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_gate_opens_for_any_number_of_subs_and_each_gets_its_own_time()
    {
        var epoch = await _store.Take(0, default);
        var subs = Longest.Select(id => Received("ann", id)).ToArray<AccountEvent>();
        Assert.Empty(await _store.Append([Of("ann", epoch, 1, subs)], default));
        await Forget();

        Assert.Empty(await _store.Append([Of("ann", epoch, Many + 1, Opened(Longest))], default));

        var open = await _store.Open(0, null, Many + 1, default);
        Assert.Equal(Enumerable.Range(0, Many).Select(i => Time.AddSeconds(i)), open.Select(w => w.Due));
        Assert.Equal(open.Select(w => w.Row).Order(), open.Select(w => w.Row));
    }

    [Fact]
    public async Task Any_number_of_accounts_goes_on_at_once()
    {
        var epoch = await _store.Take(0, default);
        Assert.Empty(await _store.Append([.. Longest.Select((name, i) => First(name, epoch, $"{i}"))], default));
        await Forget();

        Assert.Empty(await _store.Append([.. Longest.Select((name, i) => Of(name, epoch, 2, Delivered($"{i}", C)))], default));

        var last = Longest[^1];
        Assert.Equal([1, 2], (await _store.Load([Account(last)], default))[0].Events.Select(e => e.Sequence));
        Assert.Equal(Status.Done, Assert.Single(await _store.Find(Id($"{Many - 1}"), default)).Status.Status);
    }

    [Fact]
    public async Task Any_number_of_claimed_ids_is_answered_with_their_holders()
    {
        var first = Longest.Select(id => new IdClaim(Id(id), Account("ann"), Time)).ToList();
        await _store.Claim(first, default);

        Assert.Equal(first, await _store.Claim([.. first.Select(c => c with { Account = Account("bob") })], default));
    }

    [Fact]
    public async Task Any_number_of_submissions_is_found_to_be_stored_already()
    {
        const int accounts = 7, each = 2_000;
        var epoch = await _store.Take(0, default);
        List<AccountWrite> writes = [.. Enumerable.Range(0, accounts).Select(a =>
            Of($"a{a}", epoch, 1, [.. Enumerable.Range(0, each).Select(i => Received($"a{a}", $"{a}/{i}/".PadRight(190, '会')))]))];
        Assert.Empty(await _store.Append(writes, default));

        Assert.Empty(await _store.Append(writes, default));
        Assert.Empty(await _store.Append([.. writes, First("ann", epoch, "b-1")], default));

        Assert.Single(await _store.Find(Id("b-1"), default));
    }

    /// <summary>Ids of the greatest length, three bytes for each character.</summary>
    private static ImmutableArray<string> Longest { get; } = [.. Enumerable.Range(0, Many).Select(i => $"{i:0000}".PadRight(190, '会'))];

    private static AccountEvent.GateOpened Opened(IEnumerable<string> ids) =>
        new(MeetingId.Parse("forum"), C, [.. ids.Select((id, i) => new DueDelivery(Delivery(id, C), Time.AddSeconds(i)))]) { At = Time };

    /// <summary>A new session remembers none of the rows.</summary>
    private async Task Forget()
    {
        await _store.DisposeAsync();
        _store = await Open();
    }

    private Task<SqlStore> Open() => SqlStore.Open(MariaDbStore.Settings(mariaDb.Server, _database), default);
}
