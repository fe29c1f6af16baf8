namespace ActorSync.Engine;

/// <summary>What a shard's accounts want done once their decisions are stored: calls to receivers, and times to be woken.</summary>
internal sealed class ShardCalls(
    int shard, ShardContext context, ISink sink, CallsUnderWay underWay, Func<Message, bool> post, Action<PartyId> leftBehind)
{
    /// <summary>A receiver is not to be called for ever, every few seconds, because of what a person has to mend.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private readonly BackOff _rests = new(
        context.Settings.StoreRetryMax, context.Settings.StoreRetryMax > LongestRest ? context.Settings.StoreRetryMax : LongestRest);

    /// <summary>The shard's own chance.</summary>
    public Random Chance { get; } = context.Runtime.Chance(shard);

    /// <summary>Starts whose turn it is, and says when to look again.</summary>
    /// <param name="messages">The account's messages of the step: some bring places that have come free for it.</param>
    public void Act(ActiveAccount account, List<Message> messages, DateTimeOffset now)
    {
        var places = Places(account, messages);
        try
        {
            var next = context.Parts.Next(context.Rules, account.State, now, account.InFlight);
            foreach (var delivery in next.Starts)
            {
                if (underWay.Stopping) break;
                if (places is not null && places.Remove(delivery.Link, out var place)) Start(account, delivery, place);
                else if (!account.Waiting.Contains(delivery.Link))
                    Enter(account, delivery, again: messages.Exists(ComesAgain));
            }
            if (next.LookAt != account.Scheduled) context.WakeAt(shard, account.Id, account.Scheduled = next.LookAt);
        }
        finally
        {
            // Its turn was taken by something newer, or has passed: the next in line gets the place.
            GiveBack(places);
        }
    }

    /// <summary>
    /// Starts nothing for a while: nothing of the account can be decided or stored, so the end of a call would be forgotten again,
    /// and the receiver called without a pause.
    /// </summary>
    public void Abandon(ActiveAccount account, List<Message> messages, DateTimeOffset now)
    {
        GiveBack(Places(account, messages));
        Rest(account, now);
    }

    /// <summary>Has the account looked at again after a while, which doubles with each time that it gets on no further.</summary>
    public void Rest(ActiveAccount account, DateTimeOffset now) =>
        context.WakeAt(shard, account.Id, account.Scheduled = now + _rests.Wait(++account.Rests, 1, null));

    private static bool ComesAgain(Message message) =>
        message is Message.Woken { IsFound: true } or Message.Called or Message.Placed { IsPassedOn: true };

    /// <summary>The places that have come free for it, by link; null: none.</summary>
    private Dictionary<Link, ISinkPlace>? Places(ActiveAccount account, List<Message> messages)
    {
        Dictionary<Link, ISinkPlace>? places = null;
        foreach (var m in messages)
        {
            if (m is not Message.Placed message) continue;
            account.Waiting = account.Waiting.Remove(message.Link);
            if (message.IsPassedOn) continue;
            if (message.Place is not { } place) leftBehind(message.Link.To);
            else if (!(places ??= []).TryAdd(message.Link, place)) place.Dispose();
        }
        return places;
    }

    private static void GiveBack(Dictionary<Link, ISinkPlace>? places)
    {
        if (places is null) return;
        foreach (var unused in places.Values) unused.Dispose();
    }

    private void Enter(ActiveAccount account, Delivery delivery, bool again)
    {
        var entering = sink.Enter(delivery.Id.To, again);
        if (!entering.IsCompleted)
        {
            account.Waiting = account.Waiting.Add(delivery.Link);
            _ = context.Runtime.Spawn(() => Wait(account.Id, delivery.Link, entering));
        }
        else if (entering.Result is { } place) Start(account, delivery, place);
        else leftBehind(delivery.Id.To);
    }

    private async Task Wait(AccountId account, Link link, ValueTask<ISinkPlace?> entering)
    {
        var placed = new Message.Placed(account, link, await entering);
        if (!post(placed)) placed.Refuse();
    }

    private void Start(ActiveAccount account, Delivery delivery, ISinkPlace place)
    {
        var id = account.Id;
        var started = underWay.TryStart(delivery.Id, async cancellation =>
        {
            Attempt? attempt = null;
            try
            {
                using (place) attempt = await place.Call(id, delivery, cancellation);
            }
            finally
            {
                post(new Message.Called(id, delivery.Id, attempt));
            }
        });
        if (started) account.InFlight = account.InFlight.With(delivery);
        else place.Dispose();
    }
}
