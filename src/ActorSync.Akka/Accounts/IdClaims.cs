using System.Threading.Channels;
using ActorSync.Storage;

namespace ActorSync.Actors;

/// <summary>
/// Makes sure before an account decides that a submission's id belongs to it alone (R2): the registration log follows the
/// journal and would learn of a second account too late. While one transaction is under way, the next one gathers.
/// </summary>
/// <param name="store">Keeps the claims.</param>
/// <param name="limit">Claims that may wait; beyond it the node is busy.</param>
internal sealed class IdClaims(SqlStore store, int limit)
{
    private const int MaxBatch = 512;

    private readonly Channel<(IdClaim Claim, TaskCompletionSource<IdClaim> Holder)> _claims =
        Channel.CreateBounded<(IdClaim, TaskCompletionSource<IdClaim>)>(new BoundedChannelOptions(limit) { SingleReader = true });

    private volatile IdClaim? _failed;

    /// <summary>One that the store did not take because it was away; null: it takes them.</summary>
    public IdClaim? Failed => _failed;

    /// <returns>Who has the id; null when too many wait.</returns>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<IdClaim?> Claim(IdClaim claim)
    {
        var holder = new TaskCompletionSource<IdClaim>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _claims.Writer.TryWrite((claim, holder)) ? await holder.Task : null;
    }

    public void Complete() => _claims.Writer.TryComplete();

    public async Task Run()
    {
        List<(IdClaim Claim, TaskCompletionSource<IdClaim> Holder)> batch = [];
        while (await _claims.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _claims.Reader.TryRead(out var waiting)) batch.Add(waiting);
            try
            {
                var holders = await store.Claim([.. batch.Select(b => b.Claim)], CancellationToken.None);
                _failed = null;
                for (var i = 0; i < batch.Count; i++) batch[i].Holder.SetResult(holders[i]);
            }
            catch (Exception e)
            {
                if (e is StoreUnavailableException) _failed = batch[0].Claim;
                foreach (var (_, holder) in batch) holder.SetException(e);
            }
        }
    }
}
