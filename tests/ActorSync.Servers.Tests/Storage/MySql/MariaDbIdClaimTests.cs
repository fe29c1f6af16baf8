using ActorSync.Storage;
using ActorSync.Tests.Servers;
using ActorSync.Tests.Skipping;
using Xunit;
using static ActorSync.Tests.Some;

namespace ActorSync.Tests.Storage.MySql;

/// <summary>R2, where the registration log follows a journal: an id belongs to one account.</summary>
[NeedsMariaDb]
[Collection(MariaDbCollection.Name)]
public sealed class MariaDbIdClaimTests(MariaDb mariaDb) : IAsyncLifetime
{
    private readonly string _database = MariaDbStore.NewDatabase();
    private SqlStore _store = null!;

    public async Task InitializeAsync() => _store = await Open();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Of_many_claims_at_once_those_are_answered_with_the_first_holder_whose_id_was_taken()
    {
        IdClaim first = Claim("b-1", "ann"), other = Claim("b-2", "bob"), late = Claim("b-1", "bob");

        Assert.Equal([first], await _store.Claim([first], default));
        Assert.Equal([other, first, other], await _store.Claim([other, late, Claim("b-2", "eve")], default));
        Assert.Equal([first, other], await _store.Claim([late, Claim("b-2", "eve")], default));
    }

    [Fact]
    public async Task Ids_that_differ_by_case_or_accent_are_different()
    {
        IdClaim[] claims = [Claim("b-e", "ann"), Claim("b-E", "bob"), Claim("b-é", "eve")];

        Assert.Equal(claims, await _store.Claim(claims, default));
    }

    [Fact]
    public async Task Two_nodes_that_claim_the_same_ids_at_the_same_time_agree_on_their_holders()
    {
        await using var second = await Open();
        var ids = Enumerable.Range(0, 2000).Select(i => $"b-{i:0000}").ToList();
        var of = (SqlStore store, IEnumerable<string> order, string account) =>
            Task.WhenAll(order.Chunk(100).Select(chunk => store.Claim([.. chunk.Select(id => Claim(id, account))], default)));

        var both = await Task.WhenAll(of(_store, ids, "ann"), of(second, Enumerable.Reverse(ids), "bob"));

        var holders = both.Select(answers => answers.SelectMany(a => a).ToDictionary(c => c.Submission, c => c.Account)).ToList();
        Assert.Equal(ids.Count, holders[0].Count);
        Assert.All(holders[0], holder => Assert.Equal(holder.Value, holders[1][holder.Key]));
    }

    private static IdClaim Claim(string id, string account) => new(SubmissionId.Parse("B", id), AccountId.Parse(account), Time);

    private Task<SqlStore> Open() => SqlStore.Open(MariaDbStore.Settings(mariaDb.Server, _database), default);
}
