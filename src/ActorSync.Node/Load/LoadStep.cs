using ActorSync.Node.Commands;
using ActorSync.Node.Simulation;

namespace ActorSync.Node.Load;

/// <summary>One burst, from its first submission until everything has an outcome.</summary>
internal sealed class LoadStep(
    LoadSettings settings, LoadTarget target, NodeClient client, LoadNames names, StepWatch watch, byte[][] lines, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>When the node stays away or refuses, or the run is cancelled: what was seen until then.</returns>
    public async Task<StepResult> Run(CancellationToken cancellation)
    {
        target.EchoOnly(names);
        var (echoed, back) = (Echoes, target.CallsBack);
        var observed = target.Receiver.Observed;
        observed.Ended += watch.OnCall;
        observed.Violated += watch.OnViolation;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Senders).Select(sender => Send(sender, cancellation)));
            var outcomes = await Settling().Wait(cancellation);
            var held = target.Receiver.Held().Where(r => r.Key.StartsWith(names.ToString(), StringComparison.Ordinal))
                .ToDictionary(r => r.Key, r => r.Value.Revision);
            var verdicts = new Verdicts(watch, names, outcomes, Since(echoed)).All(held, target.CallsBack - back);
            return StepResult.Of(watch, outcomes, verdicts);
        }
        catch (Exception e) when (e is OperationCanceledException or NodeUnreachableException or NodeRefusedException or TimeoutException)
        {
            var unknown = new Dictionary<string, LoadOutcome>();
            var verdicts = new Verdicts(watch, names, unknown, Since(echoed)).OfInterrupted();
            return StepResult.Of(watch, unknown, verdicts) with { Interruption = e };
        }
        finally
        {
            observed.Ended -= watch.OnCall;
            observed.Violated -= watch.OnViolation;
        }
    }

    private EchoCounts Echoes => target.Receiver.Report(received: 0).Echoes;

    /// <returns>Null: the receiver reports nothing.</returns>
    private EchoCounts? Since(EchoCounts before)
    {
        var (open, taken, refused, retried, dropped) = Echoes;
        return settings.Shape.Echoed == 0
            ? null
            : new(open, taken - before.Taken, refused - before.Refused, retried - before.Retried, dropped - before.Dropped);
    }

    private LoadSettling Settling() => new(
        watch, () => Echoes, new(client, names, settings.GiveUp, time), settings.GiveUp, time);

    /// <summary>Sends this sender's share of the accounts.</summary>
    private async Task Send(int sender, CancellationToken cancellation)
    {
        var batches = new BatchSender(client, time, Patience, settings.Batch);
        batches.Answered += watch.OnAnswer;
        try
        {
            for (var i = 0; i < lines.Length; i++)
                if (watch.Samples[i].Item.Account % settings.Senders == sender) await batches.Add(i, lines[i], cancellation);
            await batches.Flush(cancellation);
        }
        finally
        {
            foreach (var (_, problem) in batches.Refused) watch.Refusals.Enqueue(problem);
        }
    }
}
