namespace ActorSync.Engine;

/// <summary>
/// One share of the account space: a bounded mailbox and one loop. A step drains a batch, loads who is missing, decides
/// all, appends once, and only then answers and acts.
/// </summary>
internal sealed class Shard(int number, ShardContext context, ShardCalls calls)
{
    private readonly Mailbox _mailbox = new(context.Settings.MailboxSize);
    private readonly AccountCache _cache = new(
        Math.Max(1, context.Settings.CachedAccounts / context.Settings.Shards),
        context.Settings.CachedBytes / context.Settings.Shards, context.CachedBytes);

    private long _epoch;
    private volatile string? _lost;

    public int Number => number;

    /// <summary>Commands taken in and not decided yet.</summary>
    public int Waiting => _mailbox.Told;

    /// <summary>Why it takes nothing in any more; null as long as it does, or as the node stops.</summary>
    public string? Lost => _lost;

    /// <summary>Takes a command or a question in, unless the mailbox is full.</summary>
    public bool TryPost(Message message) => _mailbox.TryPost(message);

    /// <summary>Takes in what the engine tells itself: bounded by its calls in flight and its wakes, so always taken.</summary>
    /// <returns>False when the shard has ended.</returns>
    public bool Post(Message message) => _mailbox.Post(message);

    /// <summary>To be called about once a second: a shard that waits long for the store keeps no places at receivers.</summary>
    public void Look() => _mailbox.Look();

    /// <summary>No more messages: the loop ends when those that are here are dealt with.</summary>
    public void Complete() => _mailbox.Close();

    /// <param name="stopping">The node stops: a shard that is not taken over by now ends.</param>
    /// <param name="cancellation">The node gives up what it has begun.</param>
    public async Task Run(CancellationToken stopping, CancellationToken cancellation)
    {
        using var taking = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        try
        {
            _epoch = await TakeOver(taking.Token);
            while (await _mailbox.Any(cancellation)) await RunOnce(cancellation);
        }
        catch (OperationCanceledException) when (taking.IsCancellationRequested)
        {
            // Whatever is not stored is found again after the next start.
        }
        catch (FencedException e)
        {
            if (e.IsTakenOver) Log.Fenced(context.Log, number);
            else Log.OutOfStep(context.Log, number, e.Message);
            Lose(e.Message);
        }
        catch (Exception e)
        {
            Lose($"has ended by a defect: {e.Message}; start the node again");
            throw;
        }
        finally
        {
            Complete();
            while (_mailbox.TryTake(out var message))
            {
                message.Refuse();
                context.Intake.Return(message);
            }
            _cache.Clear();
        }
    }

    private void Lose(string why)
    {
        _lost = $"shard {number} {why}";
        context.Ownership.Lost(number, _lost);
    }

    /// <summary>Tries until the shard is this engine's, whatever keeps it from that: nothing else takes the shard's commands.</summary>
    private async Task<long> TakeOver(CancellationToken cancellation)
    {
        var epoch = await context.Taking.UntilWorks(() => context.Journal.Take(number, cancellation), NotTaken, cancellation);
        context.Ownership.Taken(number);
        return epoch;

        void NotTaken(Exception e)
        {
            if (context.Ownership.NotTaken(number, e.Message)) Log.LoopFailed(context.Log, $"taking of shard {number}", e);
        }
    }

    /// <summary>One step over what is in the mailbox, at most a batch.</summary>
    private async Task RunOnce(CancellationToken cancellation)
    {
        var step = new Step(number, _epoch, _cache, context, calls, _mailbox);
        for (var i = 0; i < context.Settings.BatchSize && _mailbox.TryTake(out var message); i++) step.Add(message);
        try
        {
            await step.Run(cancellation);
        }
        catch (Exception e) when (e is not FencedException && !cancellation.IsCancellationRequested)
        {
            // A defect: whoever waited has been told, and the next step is tried.
            Log.LoopFailed(context.Log, $"shard {number}", e);
        }
        _cache.Trim(context.Runtime.Time.GetUtcNow() - context.Settings.IdleTime);
    }
}
