using Xunit;
using static ActorSync.Tests.Storage.SomeWrite;

namespace ActorSync.Tests.Storage;

// An id belongs to one account.
public abstract partial class JournalContract
{
    [Fact]
    public async Task An_id_of_another_account_is_taken()
    {
        await Append(Of("a", _epoch, 1, Received(Submission("a", "1"), Time.AddSeconds(9), C)));

        var refusals = await Append(First("x", _epoch, "2"), First("b", _epoch, "1"));

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time.AddSeconds(9))], refusals);
        Assert.Empty((await Load("x")).Events);
        Assert.Empty(await Append(First("x", _epoch, "2")));
    }

    [Fact]
    public async Task An_id_is_taken_even_by_a_submission_that_goes_nowhere()
    {
        await Append(Of("a", _epoch, 1, Received(Submission("a", "1"), Time)));

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time)], await Append(First("b", _epoch, "1")));
    }

    [Fact]
    public async Task The_same_id_of_another_party_is_another_id()
    {
        var other = Submission("b", "1") with { Id = SubmissionId.Parse("C", "1") };

        Assert.Empty(await Append(First("a", _epoch, "1"), Of("b", _epoch, 1, Received(other, Time, B))));
    }

    [Fact]
    public async Task Of_two_accounts_with_one_id_in_a_call_the_first_has_it()
    {
        var first = Of("a", _epoch, 1, Received(Submission("a", "1"), Time.AddSeconds(3), C));

        var refusals = await Append(first, First("b", _epoch, "1"));

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time.AddSeconds(3))], refusals);
        Assert.Empty((await Load("a")).Events);
        Assert.Empty(await Append(first));
    }

    [Fact]
    public async Task Of_two_accounts_with_one_id_in_a_call_neither_has_it_when_a_third_does()
    {
        await Append(First("a", _epoch, "1"));

        var refusals = await Append(First("b", _epoch, "1"), First("c", _epoch, "1"));

        Assert.Equal(new[] { "b", "c" }.Select(a => new AppendRefusal.IdTaken(Account(a), Id("1"), Time)), refusals);
    }

    [Fact]
    public async Task An_id_of_a_repeat_is_taken_for_others_of_the_call()
    {
        var first = First("a", _epoch, "1");
        await Append(first);

        Assert.Equal([new AppendRefusal.IdTaken(Account("b"), Id("1"), Time)], await Append(first, First("b", _epoch, "1")));
    }

    [Fact]
    public async Task A_refused_account_holds_no_id_against_the_others()
    {
        var refusals = await Append(Of("a", _epoch, 5, Received("a", "1")), First("b", _epoch, "1"));

        AssertOutOfStep(refusals, "a");
        Assert.Empty(await Append(First("b", _epoch, "1")));
    }

    [Fact]
    public async Task An_account_is_refused_once_however_many_of_its_ids_are_taken()
    {
        await Append(First("a", _epoch, "1"), First("b", _epoch, "2"));

        var refusals = await Append(Of("c", _epoch, 1, Received("c", "1"), Received("c", "2")));

        Assert.Equal([new AppendRefusal.IdTaken(Account("c"), Id("1"), Time)], refusals);
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_all_done_and_one_account_gets_a_contested_id()
    {
        var calls = Enumerable.Range(0, 50)
            .Select(i => Append(First($"a{i}", _epoch, "contested"), First($"b{i}", _epoch, $"b{i}"))).ToList();
        calls.AddRange(Enumerable.Range(0, 50).Select(i => Append(First($"c{i}", _epoch, $"c{i}"))));

        var refusals = await Task.WhenAll(calls);

        Assert.Equal(49, refusals.Count(r => r.Count > 0));
        var winner = Assert.Single(await Log.Find(Id("contested"), default)).Account.Value;
        Assert.Single((await Load(winner)).Events);
        Assert.Single((await Load("b" + winner[1..])).Events);
        Assert.Single((await Load("c49")).Events);
    }

    [Fact]
    public async Task Accounts_of_different_shards_that_want_the_same_ids_at_the_same_time_get_each_id_once()
    {
        var epochs = new List<long> { _epoch };
        for (var shard = 1; shard < StoreUnderTest.Shards; shard++) epochs.Add(await Journal.Take(shard, default));
        for (var round = 0; round < 20; round++)
        {
            // Half of the calls bring the ids in the opposite order, so that two of them may each hold what the other wants.
            var calls = Enumerable.Range(0, StoreUnderTest.Shards).Select(shard => Task.Run(() =>
            {
                var ids = Enumerable.Range(0, 4).Select(i => $"{round}-{(shard % 2 == 0 ? i : 3 - i)}");
                return Append([.. ids.Select((id, i) => First($"{round}-{shard}-{i}", epochs[shard], id) with { Shard = shard })]);
            })).ToList();

            var refusals = await Task.WhenAll(calls);

            var winner = Assert.Single(refusals.Index(), r => r.Item.Count == 0).Index;
            Assert.All(refusals.SelectMany(r => r), refusal => Assert.IsType<AppendRefusal.IdTaken>(refusal));
            for (var i = 0; i < 4; i++)
            {
                var row = Assert.Single(await Log.Find(Id($"{round}-{i}"), default));
                Assert.StartsWith($"{round}-{winner}-", row.Account.Value, StringComparison.Ordinal);
            }
        }
    }
}
