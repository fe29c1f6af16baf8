using System.Threading.Channels;

namespace ActorSync.Engine;

/// <summary>
/// Merges what many shards append into few transactions: while one is under way, the next one gathers. A store that is
/// away is waited for; nothing that was handed in is forgotten.
/// </summary>
internal sealed class GroupCommit(IJournal journal, int commitSize, Patience patience, EngineMetrics metrics)
{
    private readonly Channel<Append> _appends = Channel.CreateUnbounded<Append>(new() { SingleReader = true });

    /// <summary>Returns when the writes are durable, or with the reasons for which none of them is written.</summary>
    public Task<IReadOnlyList<AppendRefusal>> Append(IReadOnlyList<AccountWrite> writes)
    {
        var append = new Append(writes, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_appends.Writer.TryWrite(append)) append.Done.SetCanceled();
        return append.Done.Task;
    }

    public void Complete() => _appends.Writer.TryComplete();

    /// <summary>Runs until completed, or until the node gives up; then whatever waits is cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (await _appends.Reader.WaitToReadAsync(cancellation)) await Commit(Gather(), cancellation);
        }
        catch (OperationCanceledException)
        {
            Complete();
        }
        finally
        {
            while (_appends.Reader.TryRead(out var append)) append.Done.TrySetCanceled(cancellation);
        }
    }

    private List<Append> Gather()
    {
        var batch = new List<Append>();
        for (var size = 0; size < commitSize && _appends.Reader.TryRead(out var append); size += append.Writes.Count) batch.Add(append);
        return batch;
    }

    private async Task Commit(List<Append> batch, CancellationToken cancellation)
    {
        while (batch.Count > 0)
        {
            var writes = batch.Count == 1 ? batch[0].Writes : [.. batch.SelectMany(a => a.Writes)];
            var refusals = await TryAppend(writes, batch, cancellation);
            if (refusals is null) return;
            // Nothing was written: those that were refused hear why, the others try again without them.
            var refused = refusals.ToLookup(r => r.Account);
            List<Append> others = [];
            foreach (var append in batch)
            {
                AppendRefusal[] own = [.. append.Writes.SelectMany(w => refused[w.Account])];
                if (own.Length > 0) append.Done.SetResult(own);
                else if (refusals.Count == 0) append.Done.SetResult([]);
                else others.Add(append);
            }
            batch = others;
        }
    }

    /// <returns>Null when the batch has been dealt with.</returns>
    private async Task<IReadOnlyList<AppendRefusal>?> TryAppend(
        IReadOnlyList<AccountWrite> writes, List<Append> batch, CancellationToken cancellation)
    {
        try
        {
            using var measured = metrics.Commit(writes.Count);
            return await patience.Until(() => journal.Append(writes, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            foreach (var append in batch) append.Done.TrySetCanceled(cancellation);
            throw;
        }
        catch (Exception e)
        {
            if (batch.Count == 1) batch[0].Done.SetException(e);
            else await CommitEach(batch, cancellation);
            return null;
        }
    }

    /// <summary>A defect in one write must not stop the others: alone, it fails alone.</summary>
    private async Task CommitEach(List<Append> batch, CancellationToken cancellation)
    {
        try
        {
            foreach (var append in batch) await Commit([append], cancellation);
        }
        finally
        {
            // The node gives up: those whose turn has not come are in no queue any more, and nobody else tells them.
            foreach (var append in batch) append.Done.TrySetCanceled(cancellation);
        }
    }
}
