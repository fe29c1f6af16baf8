using System.Runtime.InteropServices;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ActorSync.Node.Simulation;

/// <summary>
/// Every idempotency key that ever came, in shares with a lock each. None is forgotten while the party lives, so what is
/// remembered of one is a few numbers without an object of its own.
/// </summary>
internal sealed class KeyMemory(Observations observed)
{
    private const int Shares = 64;
    private readonly Dictionary<UInt128, Remembered>[] _shares =
        [.. Enumerable.Range(0, Shares).Select(_ => new Dictionary<UInt128, Remembered>())];

    /// <summary>Number of the next call under this key, from 1 up.</summary>
    public int NextCall(Call call)
    {
        var share = ShareOf(call);
        lock (share) return ++Of(share, call).Calls;
    }

    /// <summary>
    /// Acts at most once for a key: a repeat gets the first answer that was final. Of two calls under one key at once, one
    /// waits for the other.
    /// </summary>
    public Outcome Once<TState>(Call call, TState state, Func<Call, TState, Outcome> act)
    {
        if (call.Key is null) return act(call, state);
        var share = ShareOf(call);
        lock (share)
        {
            ref var key = ref Of(share, call);
            if (key.Content != call.Content) return Refuse(call);
            if (key.Status != 0) return new(key.Status, CallResult.Repeated);
            var outcome = act(call, state);
            if (outcome.IsFinal) key.Status = (short)outcome.Status;
            return outcome;
        }
    }

    private static ref Remembered Of(Dictionary<UInt128, Remembered> share, Call call)
    {
        ref var key = ref CollectionsMarshal.GetValueRefOrAddDefault(share, call.KeyHash, out var known);
        if (!known) key.Content = call.Content;
        return ref key;
    }

    private Dictionary<UInt128, Remembered> ShareOf(Call call) => _shares[(int)((uint)call.KeyHash % Shares)];

    private Outcome Refuse(Call call)
    {
        const string detail = "expected the request that this idempotency key came with first, found another";
        observed.Violate(ViolationKind.KeyReused, call, detail);
        return new(Status422UnprocessableEntity, CallResult.Refused, detail);
    }

    private struct Remembered
    {
        /// <summary>Of the request that came first.</summary>
        public long Content;

        public int Calls;

        /// <summary>The first answer that was final; zero: none yet.</summary>
        public short Status;
    }
}
