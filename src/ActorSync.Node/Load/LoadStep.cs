using System.Globalization;
using ActorSync.Node.Commands;

namespace ActorSync.Node.Load;

/// <summary>One burst, from its first submission until everything has an outcome.</summary>
internal sealed class LoadStep(
    LoadSettings settings, LoadTarget target, NodeClient client, LoadNames names, StepWatch watch, byte[][] lines, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The node is asked only when the receiver has been left alone for so long: asking costs it, too.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly Outcomes _outcomes = new(client, names);

    /// <exception cref="NodeUnreachableException">No node answered.</exception>
    /// <exception cref="NodeRefusedException">The node takes no batch, or does not tell what became of it.</exception>
    public async Task<StepResult> Run(CancellationToken cancellation)
    {
        var (before, back) = (target.Receiver.Report(received: 0), target.CallsBack);
        var observed = target.Receiver.Observed;
        observed.Ended += watch.OnCall;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Senders).Select(sender => Send(sender, cancellation)));
            var outcomes = await UntilSettled(cancellation);
            var held = target.Receiver.Held().Where(r => r.Key.StartsWith(names.ToString(), StringComparison.Ordinal))
                .ToDictionary(r => r.Key, r => r.Value.Revision);
            var verdicts = new Verdicts(watch, names, outcomes, before, target.Receiver.Report(received: 0))
                .All(held, target.CallsBack - back);
            return StepResult.Of(watch, names, outcomes, verdicts);
        }
        finally
        {
            observed.Ended -= watch.OnCall;
        }
    }

    /// <summary>Sends this sender's share of the accounts.</summary>
    private async Task Send(int sender, CancellationToken cancellation)
    {
        var batches = new BatchSender(client, time, Patience, settings.Batch);
        batches.Answered += watch.OnAnswer;
        for (var i = 0; i < lines.Length; i++)
            if (watch.Samples[i].Item.Account % settings.Senders == sender) await batches.Add(i, lines[i], cancellation);
        await batches.Flush(cancellation);
    }

    private async Task<Dictionary<string, LoadOutcome>> UntilSettled(CancellationToken cancellation)
    {
        var pause = Look;
        string? seen = null;
        var moved = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(pause, time, cancellation);
            if (time.GetUtcNow() - watch.LastCall < Quiet || target.Receiver.Report(received: 0).Echoes.Open > 0) continue;
            var open = await _outcomes.AnyOpen(cancellation);
            var givenUp = time.GetElapsedTime(moved) > settings.GiveUp;
            if (!open || givenUp)
            {
                var outcomes = await _outcomes.Read(cancellation);
                if (givenUp || !outcomes.Values.Any(o => o.IsOpen)) return outcomes;
            }
            var now = string.Create(CultureInfo.InvariantCulture, $"{watch.Calls} {watch.Acknowledged}");
            if (now != seen) (seen, moved) = (now, time.GetTimestamp());
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
