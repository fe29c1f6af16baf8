using Microsoft.Extensions.Logging;

namespace ActorSync.Engine;

/// <summary>Repeats a call while its store is away, waiting longer each time, and says so once (R26).</summary>
internal sealed class Patience(Dependency dependency, EngineRuntime runtime, TimeSpan longest, SharedChance chance, ILogger log)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private readonly BackOff _backOff = new(First, longest);

    /// <exception cref="OperationCanceledException">The node gives up.</exception>
    public async Task<T> Until<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var result = await call();
                dependency.Works();
                return result;
            }
            catch (StoreUnavailableException e)
            {
                Log.Away(log, dependency, e.Message);
            }
            catch when (failures > 1 && !cancellation.IsCancellationRequested)
            {
                // A defect ends the waiting: nothing else may be tried that would show that the store is back.
                dependency.Works();
                throw;
            }
            await Task.Delay(_backOff.Wait(failures, (1 + chance.Next()) / 2, null), runtime.Time, cancellation);
        }
    }

    /// <summary>As <see cref="Until"/>, whatever goes wrong: for what nobody can go on without.</summary>
    /// <param name="tell">Hears of each failure that is not the store's being away.</param>
    /// <exception cref="OperationCanceledException">The node gives up.</exception>
    public async Task<T> UntilWorks<T>(Func<Task<T>> call, Action<Exception> tell, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await Until(call, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                tell(e);
            }
            await Task.Delay(longest, runtime.Time, cancellation);
        }
    }
}
