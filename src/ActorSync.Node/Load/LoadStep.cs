using ActorSync.Node.Commands;

namespace ActorSync.Node.Load;

/// <summary>One burst, from its first submission until everything has an outcome.</summary>
internal sealed class LoadStep(
    LoadSettings settings, LoadTarget target, NodeClient client, LoadNames names, StepWatch watch, byte[][] lines, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>When the node stays away or refuses, or the run is cancelled: what was seen until then.</returns>
    public async Task<StepResult> Run(CancellationToken cancellation)
    {
        var back = target.CallsBack;
        var observed = target.Receiver.Observed;
        observed.Ended += watch.OnCall;
        observed.Violated += watch.OnViolation;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Senders).Select(sender => Send(sender, cancellation)));
            var outcomes = await Settling().Wait(cancellation);
            var held = target.Receiver.Held().Where(r => r.Key.StartsWith(names.ToString(), StringComparison.Ordinal))
                .ToDictionary(r => r.Key, r => r.Value.Revision);
            return StepResult.Of(watch, names, outcomes, new Verdicts(watch, names, outcomes).All(held, target.CallsBack - back));
        }
        catch (Exception e) when (e is OperationCanceledException or NodeUnreachableException or NodeRefusedException or TimeoutException)
        {
            var unknown = new Dictionary<string, LoadOutcome>();
            return StepResult.Of(watch, names, unknown, new Verdicts(watch, names, unknown).OfInterrupted()) with { Interruption = e };
        }
        finally
        {
            observed.Ended -= watch.OnCall;
            observed.Violated -= watch.OnViolation;
        }
    }

    private LoadSettling Settling() => new(
        watch, () => target.Receiver.Report(received: 0).Echoes, new(client, names, settings.GiveUp, time), settings.GiveUp, time);

    /// <summary>Sends this sender's share of the accounts.</summary>
    private async Task Send(int sender, CancellationToken cancellation)
    {
        var batches = new BatchSender(client, time, Patience, settings.Batch);
        batches.Answered += watch.OnAnswer;
        for (var i = 0; i < lines.Length; i++)
            if (watch.Samples[i].Item.Account % settings.Senders == sender) await batches.Add(i, lines[i], cancellation);
        await batches.Flush(cancellation);
    }
}
