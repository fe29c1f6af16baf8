using System.Globalization;
using ActorSync.Node.Commands;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Load;

/// <summary>Waits until everything of a step has an outcome, or nothing has moved for too long.</summary>
/// <param name="watch">What is seen of the step.</param>
/// <param name="echoes">What has become of the receiver's reports so far.</param>
/// <param name="outcomes">What the node tells.</param>
/// <param name="giveUp">How long nothing may move.</param>
/// <param name="time">Its waits, too.</param>
internal sealed class LoadSettling(StepWatch watch, Func<EchoCounts> echoes, Outcomes outcomes, TimeSpan giveUp, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The node is asked only when the receiver has been left alone for so long: asking costs it, too.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <returns>Outcomes by id; some are open when it was given up.</returns>
    /// <exception cref="NodeUnreachableException">No node answered.</exception>
    /// <exception cref="NodeRefusedException">The node does not tell.</exception>
    /// <exception cref="TimeoutException">The node was too busy to tell.</exception>
    public async Task<Dictionary<string, LoadOutcome>> Wait(CancellationToken cancellation)
    {
        var pause = Look;
        string? seen = null;
        var moved = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(pause, time, cancellation);
            var echoed = echoes();
            var now = string.Create(CultureInfo.InvariantCulture, $"{watch.Calls} {echoed.Taken + echoed.Refused}");
            if (now != seen) (seen, moved) = (now, time.GetTimestamp());
            var givenUp = time.GetElapsedTime(moved) > giveUp;
            if (!givenUp && (time.GetUtcNow() - watch.LastCall < Quiet || echoed.Open > 0)) continue;
            if (givenUp || !await outcomes.AnyOpen(cancellation))
            {
                var found = await outcomes.Read(cancellation);
                if (givenUp || !found.Values.Any(o => o.IsOpen)) return found;
            }
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
