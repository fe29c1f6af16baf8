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
            foreach (var account in await Read([.. missing], cancellation))
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

    private Task<List<ActiveAccount>> Read(AccountId[] accounts, CancellationToken cancellation) =>
        new StoredAccounts(context, epoch).Read(accounts, cancellation);

    /// <summary>Decides all and appends it at once; where that fails by a defect, each account alone, so that it fails alone.</summary>
    private async Task PersistOrAbandon(CancellationToken cancellation)
    {
        var now = context.Runtime.Time.GetUtcNow();
        foreach (var step in _accounts.Values) Decide(step, now);
        if (await TryPersist(_accounts.Values, now, cancellation) is not { } fault) return;
        Dictionary<AccountId, Exception> faults = [];
        if (_accounts.Count == 1) faults.Add(_accounts.Keys.Single(), fault);
        else
            foreach (var (id, step) in _accounts)
                if (await TryPersist([step], now, cancellation) is { } own) faults.Add(id, own);
        if (faults.Count == 0) return;
        // What the store says counts, and whoever waits is told.
        var stored = (await LoadAgain([.. faults.Keys], cancellation)).ToDictionary(a => a.Id, a => a.State);
        foreach (var (id, own) in faults) _accounts[id].Abandon(stored.GetValueOrDefault(id), own);
    }

    /// <summary>Until the store has said what is stored, no later step may build on what is in memory.</summary>
    private Task<List<ActiveAccount>> LoadAgain(AccountId[] accounts, CancellationToken cancellation) => context.Asking.UntilWorks(
        () => Read(accounts, cancellation), e => Log.StepFailed(context.Log, shard, e), cancellation);

    /// <returns>The defect that kept it from being stored; null: it is stored.</returns>
    private async Task<Exception?> TryPersist(IReadOnlyCollection<AccountStep> steps, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await Persist(steps, now, cancellation);
            return null;
        }
        catch (Exception e) when (e is not FencedException && !cancellation.IsCancellationRequested)
        {
            Log.StepFailed(context.Log, shard, e);
            return e;
        }
    }

    private async Task Persist(IReadOnlyCollection<AccountStep> steps, DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            var writes = Writes(steps);
            var refusals = writes.Count == 0 ? [] : await Append(writes, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (refusals.Count == 0) return;
            foreach (var refusal in refusals)
            {
                if (refusal is not AppendRefusal.IdTaken taken) throw FencedException.Of(refusal);
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
            || !cache.TryGet(message.Account, out var account) || account.Resumes) return false;
        Act(account, [message], context.Runtime.Time.GetUtcNow());
        return true;
    }

    private List<AccountWrite> Writes(IReadOnlyCollection<AccountStep> steps)
    {
        var writes = new List<AccountWrite>(steps.Count);
        foreach (var step in steps)
            try
            {
                if (step.Write(shard, epoch, context.Settings.SnapshotEvery) is { } write) writes.Add(write);
            }
            catch (Exception e)
            {
                Abandon(step, e);
            }
        return writes;
    }

    private void Decide(AccountStep step, DateTimeOffset now)
    {
        try
        {
            step.Decide(context, calls.Chance, now);
        }
        catch (Exception e)
        {
            Abandon(step, e);
        }
    }

    /// <summary>Nothing of it has been handed to the store.</summary>
    private void Abandon(AccountStep step, Exception fault)
    {
        Log.CommandFailed(context.Log, step.Account.Id.Value, fault);
        step.Abandon(null, fault);
    }

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
            if (!step.Events.IsEmpty) Tell(step);
            if (step.GetsOn) step.Account.Rests = 0;
            step.Account.Resumes = step.ForgetsCalls;
            if (step.IsStuck) calls.Abandon(step.Account, step.Messages, now);
            else Act(step.Account, step.Messages, now);
            cache.Touch(step.Account, now);
        }
    }

    /// <summary>What is stored is stored, whatever those who hear of it make of it.</summary>
    private void Tell(AccountStep step)
    {
        try
        {
            foreach (var happened in step.Events) context.Metrics.Count(happened);
            context.Stored(step.Account.Id, step.Events);
        }
        catch (Exception e)
        {
            Log.ListenerFailed(context.Log, step.Account.Id.Value, e);
        }
    }

    /// <summary>A defect keeps nobody but its account from acting, and that not for ever.</summary>
    private void Act(ActiveAccount account, List<Message> messages, DateTimeOffset now)
    {
        try
        {
            calls.Act(account, messages, now);
        }
        catch (Exception e)
        {
            Log.CommandFailed(context.Log, account.Id.Value, e);
            calls.Rest(account, now);
        }
    }
}
