using ActorSync.Engine;
using Xunit;

namespace ActorSync.Tests.Engine.Shards;

public sealed class MailboxTests
{
    private const int Limit = 2;
    private readonly Mailbox _mailbox = new(Limit);

    [Fact]
    public void Commands_beyond_the_limit_are_refused_until_one_is_taken_out()
    {
        Assert.True(_mailbox.TryPost(Asked()));
        Assert.True(_mailbox.TryPost(Asked()));
        Assert.False(_mailbox.TryPost(Asked()));

        Assert.True(_mailbox.TryTake(out _));

        Assert.Equal(1, _mailbox.Told);
        Assert.True(_mailbox.TryPost(Asked()));
    }

    [Fact]
    public void What_the_engine_tells_itself_always_fits_and_takes_no_room()
    {
        for (var i = 0; i < Limit + 1; i++) Assert.True(_mailbox.Post(new Message.Tick()));

        Assert.Equal(0, _mailbox.Told);
        Assert.True(_mailbox.TryPost(Asked()));
    }

    [Fact]
    public async Task Closed_it_takes_nothing_in_and_gives_out_what_it_has()
    {
        _mailbox.Post(new Message.Tick());
        _mailbox.Close();

        Assert.False(_mailbox.Post(new Message.Tick()));
        Assert.False(_mailbox.TryPost(Asked()));
        Assert.True(await _mailbox.Any(default));
        Assert.True(_mailbox.TryTake(out _));
        Assert.False(await _mailbox.Any(default));
    }

    [Fact]
    public async Task While_other_work_is_under_way_what_is_wanted_is_taken_and_the_rest_stays_in_order()
    {
        var done = new TaskCompletionSource();
        Message wanted = new Message.Placed(Some.Account, new(Some.B, Some.C), null), first = Asked(), second = Asked();
        List<Message> taken = [];
        _mailbox.TryPost((Message.Asked)first);

        var offering = _mailbox.OfferUntil(done.Task, message =>
        {
            if (!ReferenceEquals(message, wanted)) return false;
            taken.Add(message);
            done.SetResult();
            return true;
        }, []);
        _mailbox.TryPost((Message.Asked)second);
        _mailbox.Post(wanted);
        await offering;

        Assert.Equal([wanted], taken);
        Assert.Equal(2, _mailbox.Told);
        Assert.True(await _mailbox.Any(default));
        Assert.True(_mailbox.TryTake(out var one) && _mailbox.TryTake(out var two)
            && ReferenceEquals(one, first) && ReferenceEquals(two, second));
        Assert.False(_mailbox.TryTake(out _));
    }

    [Fact]
    public async Task While_other_work_is_under_way_only_a_place_that_came_free_is_looked_at()
    {
        var done = new TaskCompletionSource();
        var offered = 0;

        var offering = _mailbox.OfferUntil(done.Task, _ => ++offered > 0, []);
        _mailbox.TryPost(Asked());
        _mailbox.Post(new Message.Tick());
        done.SetResult();
        await offering.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, offered);
    }

    [Fact]
    public async Task Work_that_fails_is_waited_for_no_longer_and_its_fault_is_not_the_mailboxs() =>
        await _mailbox.OfferUntil(Task.FromException(new InvalidOperationException()), _ => false, []);

    [Fact]
    public async Task While_other_work_takes_long_nobody_who_waits_for_it_keeps_a_place()
    {
        var done = new TaskCompletionSource();
        SomePlace ofTheStep = new(), setAside = new(), late = new();
        Message.Placed[] placed = [Placed(ofTheStep), Placed(setAside), Placed(late)];
        var offering = _mailbox.OfferUntil(done.Task, _ => false, [placed[0]]);
        _mailbox.Post(placed[1]);

        _mailbox.Look();
        Assert.False(ofTheStep.IsFree || setAside.IsFree);
        _mailbox.Look();
        await EngineRun.Until(() => ofTheStep.IsFree && setAside.IsFree);
        _mailbox.Post(placed[2]);
        await EngineRun.Until(() => late.IsFree);
        done.SetResult();
        await offering;

        Assert.All(placed, p => Assert.True(p.IsPassedOn && p.Place is null));
        Assert.True(_mailbox.TryTake(out var one) && _mailbox.TryTake(out var two)
            && ReferenceEquals(one, placed[1]) && ReferenceEquals(two, placed[2]));
    }

    [Fact]
    public async Task While_much_short_work_is_done_places_are_kept()
    {
        var place = new SomePlace();
        var placed = Placed(place);
        for (var i = 0; i < 10; i++)
        {
            var done = new TaskCompletionSource();
            var offering = _mailbox.OfferUntil(done.Task, _ => false, [placed]);
            _mailbox.Look();
            done.SetResult();
            await offering;
            _mailbox.Look();
        }

        Assert.False(place.IsFree);
        Assert.Same(place, placed.Place);
    }

    private static Message.Placed Placed(ISinkPlace place) => new(Some.Account, new(Some.B, Some.C), place);

    private sealed class SomePlace : ISinkPlace
    {
        private volatile bool _free;

        public bool IsFree => _free;

        public Task<Attempt> Call(AccountId account, Delivery delivery, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public void Dispose() => _free = true;
    }

    private static Message.Asked Asked() => new(Some.Account);
}
