namespace ActorSync.Engine;

/// <summary>One step of a shard: decide, persist, then answer and act.</summary>
internal sealed class Step(int shard, long epoch, AccountCache cache, ShardContext context, ShardCalls calls, Mailbox mailbox)
{
    private readonly List<Message> _messages = [];
    private readonly Dictionary<AccountId, AccountStep> _accounts = [];
    private readonly List<Message> _unreadable = [];

    public void Add(Message message)
    {
        if (message is not Message.Tick) _messages.Add(message);
    }

    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            await Gather(cancellation);
            await PersistOrAbandon(cancellation);
        }
        catch
        {
            // Nothing comes of the step, and it is not tried again: nobody is left waiting.
            foreach (var message in _messages)
                if (!TellAgain(message)) message.Refuse();
            throw;
        }
        finally
        {
            foreach (var message in _messages) context.Intake.Return(message);
        }
        Publish();
    }

    /// <summary>
    /// The end of a call and a place for the next: nobody else tells them, and an account in memory waits for them. They need no
    /// reading, so they do not fail again.
    /// </summary>
    private bool TellAgain(Message message) =>
        message is Message.Called or Message.Placed && cache.TryGet(message.Account, out _) && mailbox.Post(message);

    /// <summary>Brings every account of the batch into memory.</summary>
    private async Task Gather(CancellationToken cancellation)
    {
        if (Missing() is { } missing)
            foreach (var account in await Load([.. missing], cancellation))
            {
                cache.Add(account);
                _accounts.Add(account.Id, new(account));
            }
        foreach (var message in _messages)
        {
            if (!_accounts.TryGetValue(message.Account, out var step))
            {
                if (!cache.TryGet(message.Account, out var account))
                {
                    _unreadable.Add(message);
                    continue;
                }
                _accounts.Add(message.Account, step = new(account));
            }
            step.Messages.Add(message);
        }
    }

    /// <summary>Accounts of the batch that are not in memory; null: none.</summary>
    private HashSet<AccountId>? Missing()
    {
        HashSet<AccountId>? missing = null;
        foreach (var message in _messages)
            if (!cache.TryGet(message.Account, out _)) (missing ??= []).Add(message.Account);
        return missing;
    }

    private async Task<List<ActiveAccount>> Load(IReadOnlyList<AccountId> ids, CancellationToken cancellation)
    {
        var stored = await context.Asking.Until(() => context.Journal.Load(ids, cancellation), cancellation);
        var loaded = new List<ActiveAccount>(stored.Count);
        foreach (var account in stored)
            try
            {
                var state = account.Restore() ?? await Replay(account.Account, cancellation);
                loaded.Add(new(account.Account) { State = state, Resumes = state.Version > 0 && account.Epoch != epoch });
            }
            catch (FormatException e)
            {
                // One account that cannot be read must not keep the others from working.
                Log.AccountUnreadable(context.Log, account.Account.Value, e);
            }
        return loaded;
    }

    /// <summary>Reads all events of an account whose snapshot is of another form.</summary>
    private async Task<AccountState> Replay(AccountId id, CancellationToken cancellation)
    {
        const int page = 1000;
        var state = AccountState.Empty;
        while (true)
        {
            var events = await context.Asking.Until(
                () => context.RegistrationLog.Events(id, state.Version, page, cancellation), cancellation);
            state = events.Aggregate(state, (s, e) => Account.Evolve(s, EventJson.Read(e.Name, e.Payload.Span)));
            if (events.Count < page) return state;
        }
    }

    private async Task PersistOrAbandon(CancellationToken cancellation)
    {
        try
        {
            await Persist(cancellation);
        }
        catch (Exception e) when (e is not FencedException && !cancellation.IsCancellationRequested)
        {
            // A defect: what the store says counts, and whoever waits is told.
            Log.StepFailed(context.Log, shard, e);
            var stored = (await LoadAgain(cancellation)).ToDictionary(a => a.Id, a => a.State);
            foreach (var (id, step) in _accounts) step.Abandon(stored.GetValueOrDefault(id), e);
        }
    }

    /// <summary>Until the store has said what is stored, no later step may build on what is in memory.</summary>
    private Task<List<ActiveAccount>> LoadAgain(CancellationToken cancellation) => context.Asking.UntilWorks(
        () => Load([.. _accounts.Keys], cancellation), e => Log.StepFailed(context.Log, shard, e), cancellation);

    private async Task Persist(CancellationToken cancellation)
    {
        var now = context.Runtime.Time.GetUtcNow();
        foreach (var step in _accounts.Values) Decide(step, now);
        while (true)
        {
            var writes = Writes();
            var refusals = writes.Count == 0 ? [] : await Append(writes, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (refusals.Count == 0) return;
            foreach (var refusal in refusals)
            {
                if (refusal is not AppendRefusal.IdTaken taken) throw new FencedException();
                _accounts[taken.Account].Taken(taken.Submission, taken.ReceivedAt);
                Decide(_accounts[taken.Account], now);
            }
        }
    }

    private async Task<IReadOnlyList<AppendRefusal>> Append(List<AccountWrite> writes, CancellationToken cancellation)
    {
        var append = context.Commits(shard).Append(writes);
        await mailbox.OfferUntil(append, TryCall, _messages);
        return await append;
    }

    /// <summary>
    /// A place that comes free at a receiver while the store works is used at once, by an account whose state is stored because
    /// this step does not touch it: kept for the next step, places would be empty as long as a commit takes.
    /// </summary>
    private bool TryCall(Message message)
    {
        if (message is not Message.Placed || _accounts.ContainsKey(message.Account)
            || !cache.TryGet(message.Account, out var account)) return false;
        calls.Act(account, [message], context.Runtime.Time.GetUtcNow());
        return true;
    }

    private List<AccountWrite> Writes()
    {
        var writes = new List<AccountWrite>(_accounts.Count);
        foreach (var step in _accounts.Values)
            if (step.Write(shard, epoch, context.Settings.SnapshotEvery) is { } write) writes.Add(write);
        return writes;
    }

    private void Decide(AccountStep step, DateTimeOffset now) => step.Decide(context, calls.Chance, now);

    private void Publish()
    {
        foreach (var message in _unreadable) message.Refuse();
        var now = context.Runtime.Time.GetUtcNow();
        foreach (var step in _accounts.Values)
        {
            foreach (var (told, answer) in step.Answers) told.Reply.TrySetResult(new AccountReply.Decided(answer));
            foreach (var message in step.Messages)
            {
                if (message is Message.Asked asked) asked.Reply.TrySetResult(new(step.Account.State, step.Account.InFlight));
                else if (message is Message.Woken woken) woken.Done(true);
            }
            foreach (var happened in step.Events) context.Metrics.Count(happened);
            if (!step.Events.IsEmpty) context.Stored(step.Account.Id, step.Events);
            if (step.IsAbandoned) calls.Rest(step.Account, step.Messages, now);
            else calls.Act(step.Account, step.Messages, now);
            step.Account.Resumes = step.IsAbandoned;
            cache.Touch(step.Account, now);
        }
    }
}
